import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import type { AlertRow } from "../lib/alert/alert.ts";
import type { AlertDeliveryRow } from "../lib/alert/delivery.ts";
import { TrialReceiver } from "../lib/alerting/trial_receiver.ts";
import { EXIT } from "../lib/run/task.ts";
import { ALERTS_TASK } from "./alerts.ts";
import { ALERT_TASK } from "./evaluate_alerts.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TrialFolder } from "./trial_folder.ts";

const SYNTHETIC = ["--requests=20000", "--servers=4", "--incidents=error_burst", "--start=2026-01-05"];
const BUSY = {
  name: "busy",
  kind: "threshold",
  metric: "requests_per_second",
  above: 0,
  keep_firing_for_minutes: 1_440,
};
const FAILING = {
  name: "server fails",
  kind: "threshold",
  metric: "server_error_ratio",
  above: 0.2,
  scope_kind: "server",
  min_requests: 2,
  for_minutes: 2,
};
const RULES = [
  FAILING,
  { name: "budget", kind: "burn_rate", objective: "availability" },
  { name: "silent", kind: "absence", minutes: 3, scope_kind: "server" },
];

function rulesFile(folder: TrialFolder, rules: readonly unknown[]): string {
  return folder.write("rules.json", JSON.stringify({ rules }));
}

function alertsOf(folder: TrialFolder): Promise<AlertRow[]> {
  return folder.query<AlertRow>("from alerts order by alert_id");
}

function deliveriesOf(folder: TrialFolder): Promise<AlertDeliveryRow[]> {
  return folder.query<AlertDeliveryRow>("from alert_deliveries order by attempt_number, alert_id");
}

Deno.test("a pipeline fires alerts, shows them and tells each receiver once, also when it runs again", async () => {
  using folder = new TrialFolder();
  await using server = new TrialReceiver();
  const args = ["--alerts", rulesFile(folder, [BUSY]), "--alert-webhook", server.url("/hook?token=sekret").href];
  const first = await folder.run(PIPELINE_TASK, [...SYNTHETIC, ...args]);
  assertEquals(first.code, EXIT.done, first.err.join("\n"));
  const alerts = await alertsOf(folder);
  assertEquals(alerts.map(({ rule, resolved_at }) => [rule, resolved_at]), [["busy", null]]);
  assertStringIncludes(
    stripAnsiCode(first.out.join("\n")),
    "Firing\n  moderate  since 2026-01-05 00:00  requests per second of",
  );

  const logs = ["--logs", `${folder.data}/telemetry/request_logs.csv`];
  const second = await folder.run(PIPELINE_TASK, [...logs, ...args]);
  assertEquals(second.code, EXIT.done, second.err.join("\n"));
  assertEquals(await alertsOf(folder), alerts);
  assertEquals(server.received.map(({ body }) => JSON.parse(body).alerts.length), [1]);
  assertEquals((await deliveriesOf(folder)).map(({ outcome }) => outcome), ["delivered"]);
  assert(![...first.out, ...first.err, ...second.out, ...second.err].join("\n").includes("sekret"));
});

Deno.test("a receiver that refuses costs a run a warning, and is told by the next one", async () => {
  using folder = new TrialFolder();
  let status = 403;
  await using server = new TrialReceiver(() => new Response(null, { status }));
  const args = ["--alerts", rulesFile(folder, [BUSY]), "--alert-slack", server.url("/sekret").href];
  const { code, err } = await folder.run(PIPELINE_TASK, [...SYNTHETIC, ...args]);
  assertEquals(code, EXIT.done);
  const warning = err.filter((line) => line.includes("the receiver slack was not told of alerts"));
  assertEquals([warning.length, warning.join().includes("sekret")], [1, false]);
  status = 200;
  assertEquals((await folder.run(ALERT_TASK, args)).code, EXIT.done);
  const deliveries = await deliveriesOf(folder);
  assertEquals(deliveries.map(({ attempt_number, status_code, outcome }) => [attempt_number, status_code, outcome]), [
    [1, 403, "failed"],
    [2, 200, "delivered"],
  ]);
});

Deno.test("a log that grows fires the same alerts as the whole of it", async () => {
  using whole = new TrialFolder();
  using grown = new TrialFolder();
  const rules = ["--alerts", rulesFile(whole, RULES)];
  assertEquals((await whole.run(PIPELINE_TASK, [...SYNTHETIC, ...rules])).code, EXIT.done);
  const log = await Deno.readTextFile(`${whole.data}/telemetry/request_logs.csv`);
  const lines = log.split("\n");
  for (const hour of ["07", "13", "24"]) {
    const isBefore = (line: string, i: number) => i === 0 || line < `2026-01-05T${hour}` || line < `2026-01-05 ${hour}`;
    const path = grown.write("access.csv", lines.filter(isBefore).join("\n"));
    const { code, err } = await grown.run(PIPELINE_TASK, ["--logs", path, ...rules]);
    assertEquals(code, EXIT.done, err.join("\n"));
  }
  const expected = await alertsOf(whole);
  assertEquals(new Set(expected.map(({ rule }) => rule)), new Set(RULES.map(({ name }) => name)));
  assertEquals(await alertsOf(grown), expected);
});

Deno.test("deno task alerts lists, acknowledges, silences and replays", async (t) => {
  using folder = new TrialFolder();
  const rules = ["--alerts", rulesFile(folder, [BUSY, FAILING])];
  assertEquals((await folder.run(PIPELINE_TASK, [...SYNTHETIC, ...rules])).code, EXIT.done);
  const alerts = async (...args: readonly string[]) => await folder.run(ALERTS_TASK, args);
  const { alert_id: id } = (await alertsOf(folder)).find(({ rule }) => rule === "busy")!;

  await t.step("list", async () => {
    const { code, out } = await alerts();
    assertEquals(code, EXIT.done);
    assertStringIncludes(out[0]!, `${id}  moderate  busy  2026-01-05 00:00  firing`);
    assertEquals(JSON.parse((await alerts("list", "--json")).out[0]!).firing.length, 1);
  });

  await t.step("ack", async () => {
    assertEquals((await alerts("ack", id)).code, EXIT.done);
    assertStringIncludes((await alerts()).out[0]!, "acknowledged");
    const unknown = await alerts("ack", "nothing");
    assertEquals([unknown.code, unknown.err[0]?.includes("there is no such alert")], [EXIT.wrongUsage, true]);
  });

  await t.step("silence and expire", async () => {
    const made = await alerts("silence", "alertname=busy", "--to=2026-02-01", "--reason=launch", "--json");
    const { silence } = JSON.parse(made.out[0]!);
    assertStringIncludes((await alerts()).out[0]!, "silenced");
    assertEquals((await alerts("expire", silence.silence_id)).code, EXIT.done);
    assertStringIncludes((await alerts()).out[0]!, "acknowledged");
    for (
      const args of [["busy", "--to=2026-02-01", "--reason=x"], ["scope=x", "--reason=x"], [
        "scope=x",
        "--to=2026-02-01",
      ]]
    ) {
      assertEquals((await alerts("silence", ...args)).code, EXIT.wrongUsage, args.join(" "));
    }
    assertEquals((await alerts("expire", "nothing")).code, EXIT.wrongUsage);
  });

  await t.step("replay", async () => {
    const fired = (await alertsOf(folder)).filter(({ rule }) => rule === "server fails");
    const { code, out } = await alerts("replay", "server fails", "--json", ...rules);
    assertEquals(code, EXIT.done);
    const { firings, missed, incidentCount } = JSON.parse(out[0]!);
    assertEquals(
      firings.map(({ alert }: { alert: AlertRow }) => alert.alert_id).sort(),
      fired.map(({ alert_id }) => alert_id),
    );
    assert(fired.length > 0 && incidentCount > missed.length);
    const unknown = await alerts("replay", "nothing");
    assertEquals([unknown.code, unknown.err[0]?.includes('one of the rules "')], [EXIT.wrongUsage, true]);
  });

  await t.step("anything else is wrong usage", async () => {
    for (const args of [["silence"], ["replay"], ["toString"], ["ack", "a", "b"]]) {
      assertEquals((await alerts(...args)).code, EXIT.wrongUsage, args.join(" "));
    }
  });
});

Deno.test("rules that cannot be are refused before any work, and so is a receiver that is no URL", async () => {
  using folder = new TrialFolder();
  const wrong = await folder.run(PIPELINE_TASK, ["--alerts", rulesFile(folder, [{ name: "x", kind: "sound" }])]);
  assertEquals([wrong.code, wrong.err[0]?.includes('rules[0].kind is "sound"')], [EXIT.wrongUsage, true]);
  const receiver = await folder.run(PIPELINE_TASK, ["--alert-webhook", "sekret"]);
  assertEquals([receiver.code, receiver.err.join().includes("sekret")], [EXIT.wrongUsage, false]);
});
