import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { SETTINGS } from "../lib/run/settings.ts";
import type { StepResult } from "../lib/run/step.ts";
import { EXIT, type Task } from "../lib/run/task.ts";
import { tryTask } from "../lib/run/trial.ts";
import { ANALYZE_TASK } from "./analyze_traffic.ts";
import { RETENTION_TASK } from "./apply_retention.ts";
import { EXPORT_TASK } from "./export_table.ts";
import { GENERATE_TASK } from "./generate_telemetry.ts";
import { INGEST_TASK } from "./ingest_requests.ts";
import { LOAD_TASK } from "./load_warehouse.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TrialFolder } from "./trial_folder.ts";
import { WAREHOUSE_TASK } from "./warehouse.ts";

const TASKS: readonly Task<StepResult>[] = [
  GENERATE_TASK,
  INGEST_TASK,
  ANALYZE_TASK,
  LOAD_TASK,
  RETENTION_TASK,
  PIPELINE_TASK,
  EXPORT_TASK,
  WAREHOUSE_TASK,
];

const LINES = `192.0.2.1 - - [05/Jan/2026:12:00:00 +0000] "GET /a HTTP/1.1" 200 12 "-" "x" 0.100\n` +
  `192.0.2.1 - - [05/Jan/2026:12:00:30 +0000] "GET /b HTTP/1.1" 500 12 "-" "x" 0.200\n`;

for (const task of TASKS) {
  const { step, takes } = task;

  Deno.test(`${step.name} --help says what it does, and tells of every setting that it takes`, async () => {
    const { code, out, err } = await tryTask(task, ["--help"]);
    assertEquals([code, out.length, err], [EXIT.done, 1, []]);
    assertMatch(out[0]!, new RegExp(`^deno task ${step.name} \\[settings\\]`));
    assertStringIncludes(out[0]!, step.describe);
    const flags = [...out[0]!.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, flag]) => flag);
    assertEquals(flags, [...takes, "json", "log-level"]);
    for (const flag of takes) assertStringIncludes(out[0]!, SETTINGS[flag].describe);
  });

  Deno.test(`${step.name} with an unknown flag ends with 2 and lists the known ones`, async () => {
    const { code, out, err } = await tryTask(task, ["--nope"]);
    assertEquals([code, out, err.length], [EXIT.wrongUsage, [], 1]);
    assertStringIncludes(err[0]!, [...takes, "json", "log-level"].map((name) => `--${name}`).join(", "));
  });
}

Deno.test("the tasks that are run one by one make what the pipeline makes, and load keeps a record of each", async () => {
  const tablesAfter = async (tasks: readonly [Task<StepResult>, ...string[]][]) => {
    using folder = new TrialFolder();
    const file = folder.write("access.log", LINES);
    for (const [task, ...args] of tasks) {
      const { code, err } = await folder.run(task, args.map((arg) => arg === "FILE" ? file : arg));
      assertEquals(code, EXIT.done, err.join("\n"));
    }
    const loads = await folder.query<{ step: string }>("select step from loads order by step");
    return { kpis: await folder.query("from kpis order by all"), steps: loads.map(({ step }) => step) };
  };
  const single = await tablesAfter([[INGEST_TASK, "FILE"], [ANALYZE_TASK], [LOAD_TASK], [LOAD_TASK], [RETENTION_TASK]]);
  assertEquals(single.kpis.length > 10, true);
  assertEquals(single.steps, ["analyze", "ingest", "load"]);
  const { kpis } = await tablesAfter([[PIPELINE_TASK, "FILE"]]);
  assertEquals(single.kpis, kpis);
  const span = ["--from=2026-01-05T06:00", "--to=2026-01-08"];
  const stored = await tablesAfter([[INGEST_TASK, "FILE"], [LOAD_TASK, "--raw"], [ANALYZE_TASK, ...span], [LOAD_TASK]]);
  assertEquals(stored.kpis, kpis);
});

Deno.test("load --raw loads requests and nothing that is made of them", async () => {
  using folder = new TrialFolder();
  await folder.run(INGEST_TASK, [folder.write("access.log", LINES)]);
  const { code, err } = await folder.run(LOAD_TASK, ["--raw"]);
  assertEquals(code, EXIT.done, err.join("\n"));
  const counts = await folder.query(
    "select (select count(*) from requests) as requests, (select count(*) from kpis) as kpis",
  );
  assertEquals(counts, [{ requests: 2, kpis: 0 }]);
});

Deno.test("a pipeline that keeps no requests has all tables but that one, and a repeat leaves the same", async () => {
  using folder = new TrialFolder();
  const args = ["--retain-requests-days=0", folder.write("access.log", LINES)];
  for (const _ of ["once", "again"]) {
    assertEquals((await folder.run(PIPELINE_TASK, args)).code, EXIT.done);
    assertEquals(await folder.query("select count(*) as count from requests"), [{ count: 0 }]);
    assertEquals(
      await folder.query("select sum(request_count) as count from traffic_minutes where scope_kind = 'all'"),
      [{ count: LINES.trimEnd().split("\n").length }],
    );
  }
});

Deno.test("analyze refuses a span of time without a beginning, and one that ends before it", async () => {
  using folder = new TrialFolder();
  for (const span of [["--to=2026-01-06"], ["--from=2026-01-06", "--to=2026-01-05"], ["--from=2099-01-01"]]) {
    const { code, err } = await folder.run(ANALYZE_TASK, span);
    assertEquals(code, EXIT.wrongUsage);
    assertStringIncludes(err.join("\n"), "--from is needed, before --to and before now");
  }
});

Deno.test("analyze and load name the step that has to come first", async () => {
  using folder = new TrialFolder();
  for (const task of [ANALYZE_TASK, LOAD_TASK]) {
    const { code, err } = await folder.run(task, []);
    assertEquals([code, err], [EXIT.failed, [
      `error: Cannot read "${folder.data}/ingested/sources.json": there is no such file, run \`deno task ingest\` first`,
    ]]);
  }
  await folder.run(INGEST_TASK, [folder.write("access.log", LINES)]);
  const { code, err } = await folder.run(LOAD_TASK, []);
  assertEquals(code, EXIT.failed);
  assertStringIncludes(err[0]!, "there is no such file, run `deno task analyze` first");
});

Deno.test("the pipeline and its steps end with 1 where nothing usable came out, and leave the tables alone", async () => {
  using folder = new TrialFolder();
  assertEquals((await folder.run(PIPELINE_TASK, [folder.write("good.log", LINES)])).code, EXIT.done);
  const before = await folder.query("from kpis order by all");
  const { code, out, err } = await folder.run(PIPELINE_TASK, ["--json", folder.write("bad.log", "nonsense\n")]);
  assertEquals([code, out], [EXIT.failed, []]);
  assertStringIncludes(err.at(-1)!, "error: Cannot analyse: no request was read; see the rejects of the ingest");
  assertEquals((await folder.run(ANALYZE_TASK, [])).code, EXIT.failed);
  assertEquals(await folder.query("from kpis order by all"), before);
});

Deno.test("the pipeline ends with 3 where too much is unreadable, with the readable part in the tables", async () => {
  using folder = new TrialFolder();
  const file = folder.write("access.log", LINES + "nonsense\n".repeat(3));
  const { code, out } = await folder.run(PIPELINE_TASK, ["--json", file]);
  assertEquals([code, JSON.parse(out.at(-1)!).rejects], [EXIT.poorQuality, 3]);
  assertEquals(await folder.query("select count(*) as requests from requests"), [{ requests: 2 }]);
});

Deno.test("the pipeline tries its settings before it makes or reads anything", async () => {
  using folder = new TrialFolder();
  const wrong = ["--warehouse=oracle:x", "--format=nope", "--layout=nope", "--time-zone=Mars"];
  for (const arg of wrong) assertEquals((await folder.run(PIPELINE_TASK, [arg])).code, EXIT.wrongUsage, arg);
  const { code, err } = await folder.run(PIPELINE_TASK, ["--logs", `${folder.path}/absent.log`]);
  assertEquals([code, err.length], [EXIT.failed, 1]);
  assertEquals([...Deno.readDirSync(folder.data)], []);
});

Deno.test("a task of the shell passes its exit code on", async () => {
  using folder = new TrialFolder();
  const { code, out, err } = await folder.spawn("retain", ["--retain-minutes-days=x"]);
  assertEquals([code, out], [EXIT.wrongUsage, ""]);
  assertEquals(err, 'error: Cannot use --retain-minutes-days "x": a whole number from 0 on is needed\n');
});
