import { assertEquals, assertRejects } from "@std/assert";
import { ConfigError } from "../run/config.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { defaultObjectives } from "../slo/objective.ts";
import { readObjectives } from "./read_objectives.ts";

const NAMED = (name: string) =>
  JSON.stringify({ objectives: [{ name, indicator: "latency", target: 0.9, window: "week" }] });

Deno.test("readObjectives() takes the file named, else slo.json under the data folder, else the built-in ones", async () => {
  using folder = new TemporaryFolder();
  const config = { data: folder.path, slo: null, "apdex-ms": 300 };
  assertEquals(await readObjectives(config), defaultObjectives(300));
  folder.write("slo.json", NAMED("of the data"));
  const { objectives: [ofData] } = await readObjectives(config);
  assertEquals([ofData?.name, ofData?.thresholdMs], ["of the data", 300]);
  const { objectives: [named] } = await readObjectives({ ...config, slo: folder.write("other.json", NAMED("named")) });
  assertEquals(named?.name, "named");
});

Deno.test("readObjectives() refuses a file that is not there or says what cannot be, and names it", async () => {
  using folder = new TemporaryFolder();
  const refusal = async (slo: string) => {
    const config = { data: folder.path, slo, "apdex-ms": 300 };
    return (await assertRejects(() => readObjectives(config), ConfigError)).message.replaceAll(folder.path, "DIR");
  };
  assertEquals(
    await refusal(`${folder.path}/absent.json`),
    'Cannot read the objectives "DIR/absent.json": there is no such file, --slo must name a JSON file',
  );
  assertEquals((await refusal(folder.path)).startsWith('Cannot read the objectives "DIR": '), true);
  assertEquals(
    await refusal(folder.write("bad.json", '{"objectives": [5]}')),
    'Cannot use "DIR/bad.json": objectives[0] is 5: an object is needed',
  );
});

Deno.test("the sample in data/samples is read, and has an objective of each kind", async () => {
  const slo = new URL("../../data/samples/slo.json", import.meta.url).pathname;
  const { objectives, maintenance } = await readObjectives({ data: "data", slo, "apdex-ms": 500 });
  assertEquals(new Set(objectives.map(({ indicator }) => indicator)).size, 2);
  assertEquals(objectives.map(({ window }) => window), ["30d", "month", "7d", "week"]);
  assertEquals(maintenance.length, 1);
});
