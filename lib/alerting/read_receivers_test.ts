import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { ConfigError } from "../run/config.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { defaultObjectives } from "../slo/objective.ts";
import { readReceivers, readSigningKey } from "./read_receivers.ts";
import { readAlertRules } from "./read_rules.ts";

const NONE = { "alert-webhook": [], "alert-slack": [], "alert-alertmanager": [] };
const { objectives } = defaultObjectives(500);

Deno.test("readReceivers() names them by their form, with a number from the second one on", () => {
  const slack = ["https://hooks.slack.com/services/a", "https://hooks.slack.com/services/b"];
  const receivers = readReceivers({ ...NONE, "alert-slack": slack, "alert-alertmanager": ["http://am:9093/base/"] });
  assertEquals(receivers.map(({ name, url }) => [name, url.href]), [
    ["slack", slack[0]!],
    ["slack-2", slack[1]!],
    ["alertmanager", "http://am:9093/base/api/v2/alerts"],
  ]);
});

Deno.test("readReceivers() refuses what is no URL without repeating it", () => {
  for (const text of ["hooks.slack.com/secret", "file:///secret", "ftp://secret"]) {
    const { message } = assertThrows(() => readReceivers({ ...NONE, "alert-slack": [text] }), ConfigError);
    assert(!message.includes("secret"), message);
  }
});

Deno.test("readSigningKey() takes a text or base64, and refuses a broken one without repeating it", () => {
  const read = (text: string | null) => readSigningKey({ "alert-signing-key": text });
  assertEquals([read(null), read("A"), read("whsec_QQ==")], [null, new Uint8Array([65]), new Uint8Array([65])]);
  const { message } = assertThrows(() => read("whsec_%sekret"), ConfigError);
  assert(!message.includes("sekret"), message);
});

Deno.test("readAlertRules() takes alerts.json under the data folder, or else the built-in rules", async () => {
  using folder = new TemporaryFolder();
  const config = { data: folder.path, alerts: null };
  assertEquals((await readAlertRules(config, objectives)).origin, "default");
  folder.write("alerts.json", `{"rules": [{"name": "silent", "kind": "absence", "minutes": 5}]}`);
  const { origin, rules } = await readAlertRules(config, objectives);
  assertEquals([origin, rules.map(({ rule }) => rule)], ["file", ["silent"]]);
});

Deno.test("readAlertRules() refuses a file that is missing or wrong, with its name", async () => {
  using folder = new TemporaryFolder();
  const read = (alerts: string) => readAlertRules({ data: folder.path, alerts }, objectives);
  await assertRejects(() => read(`${folder.path}/none.json`), ConfigError, "there is no such file");
  const wrong = folder.write("wrong.json", `{"rules": [{"name": "x", "kind": "sound"}]}`);
  await assertRejects(() => read(wrong), ConfigError, `Cannot use "${wrong}": rules[0].kind is "sound"`);
});
