import { assertEquals, assertStringIncludes } from "@std/assert";
import { ConfigError } from "./config.ts";
import { EXIT, type Task } from "./task.ts";
import type { Run, StepResult } from "./step.ts";
import { TemporaryFolder } from "./temporary_folder.ts";
import { type Outcome, tryTask } from "./trial.ts";

async function runIn(task: Task<StepResult>, args: readonly string[]): Promise<Outcome> {
  using folder = new TemporaryFolder();
  return await tryTask(task, ["--data", folder.path, ...args]);
}

function task(run: (run: Run) => StepResult, more: Partial<Task<StepResult>> = {}): Task<StepResult> {
  const step = {
    name: "ingest",
    describe: "Reads logs.",
    run: (_: unknown, given: Run) => Promise.resolve(run(given)),
  };
  return { step, takes: ["data", "days"], ...more };
}

const RESULT: StepResult = { rowsIn: 3, rowsOut: 2, rejected: 1, rows: { requests: 2, rejects: 1 } };
const failing = (error: unknown) =>
  task(() => {
    throw error;
  });

Deno.test("runTask() prints one line about a step and ends with 0", async () => {
  const { code, out, err } = await runIn(task(() => RESULT), []);
  assertEquals([code, out, err], [EXIT.done, ["ingest: 3 rows in, 2 rows out, 1 rejected, 10 ms"], []]);
});

Deno.test("runTask() prints the task's summary where it has one", async () => {
  const { out } = await runIn(task(() => RESULT, { summary: ({ rowsOut }) => `${rowsOut} rows` }), []);
  assertEquals(out, ["2 rows"]);
});

Deno.test("runTask() prints one JSON object on one line with --json, and logs elsewhere", async () => {
  const logging = task(({ log }) => (log.info("working", { files: 1 }), RESULT), { summary: () => "for people" });
  const { out, err } = await runIn(logging, ["--json"]);
  assertEquals(out, ['{"rows":{"requests":2,"rejects":1},"rejects":1,"ms":{"ingest":20},"warehouse":null}']);
  assertEquals(err, ["1970-01-01T00:00:00.020Z info working files=1"]);
});

Deno.test("runTask() names the warehouse, and what the task has to add, with --json", async () => {
  const more = task(() => RESULT, {
    warehouse: ({ days }) => `${days} days`,
    json: () => ({ rejects: 7, extra: true }),
  });
  const { out } = await runIn(more, ["--json", "--days=2"]);
  assertEquals(JSON.parse(out[0]!), {
    rows: { requests: 2, rejects: 1 },
    rejects: 7,
    ms: { ingest: 10 },
    warehouse: "2 days",
    extra: true,
  });
});

Deno.test("runTask() prints the help text and runs nothing, whatever else is asked", async () => {
  for (const flag of ["--help", "-h"]) {
    const { code, out } = await runIn(failing(new Error("ran")), ["--nope", flag]);
    assertEquals([code, out.length], [EXIT.done, 1]);
    assertStringIncludes(out[0]!, "deno task ingest [settings]");
  }
});

Deno.test("runTask() ends with 1 and the message when a step throws", async () => {
  const { code, out, err } = await runIn(failing(new TypeError("Cannot read it")), ["--json"]);
  assertEquals([code, out, err], [EXIT.failed, [], ["error: Cannot read it"]]);
  assertEquals((await runIn(failing("thrown text"), [])).err, ["error: thrown text"]);
});

Deno.test("runTask() shows terminal escapes in a message instead of obeying them, and keeps its lines", async () => {
  const { err } = await runIn(failing(new Error('Cannot read "\x1b[2J.log"\nsecond line')), []);
  assertEquals(err, ['error: Cannot read "\\u001b[2J.log"\nsecond line']);
});

Deno.test("runTask() ends with 2 when it is used wrongly", async () => {
  const wrong: [string[], string][] = [
    [["--nope"], '"--nope"'],
    [["--days=0"], "a whole number from 1 on"],
    [["a.log"], 'Cannot use "a.log": this task takes no arguments without a flag'],
    [["--log-level=loud"], "one of debug, info, warn, error is needed"],
  ];
  for (const [args, message] of wrong) {
    const { code, err } = await runIn(task(() => RESULT), args);
    assertEquals(code, EXIT.wrongUsage);
    assertStringIncludes(err.join(), message);
  }
  assertEquals((await runIn(failing(new ConfigError("no")), [])).code, EXIT.wrongUsage);
});

Deno.test("runTask() ends with the exit code that the task makes of its result", async () => {
  const poor = task(() => RESULT, { exitCode: ({ rejected }) => rejected > 0 ? EXIT.poorQuality : EXIT.done });
  assertEquals((await runIn(poor, [])).code, 3);
});

Deno.test("runTask() takes the progress line away before anything else is written", async () => {
  const working = task(({ log, progress }) => (progress.show(1), log.warn("slow"), progress.show(2), RESULT));
  const { events } = await runIn(working, []);
  assertEquals(events, ["begin ingest", "show 1", "aside", "complain", "show 2", "clear", "print"]);
  const broken = task(({ progress }) => {
    progress.show(1);
    throw new Error("broken");
  });
  assertEquals((await runIn(broken, [])).events, ["begin ingest", "show 1", "clear", "complain"]);
});

Deno.test("runTask() leaves a record of the step for the load, and none when it failed", async () => {
  using folder = new TemporaryFolder();
  const args = ["--data", folder.path];
  await tryTask(failing(new Error("broken")), args);
  assertEquals(folder.names(), []);
  await tryTask(task(() => RESULT), args);
  const record = JSON.parse(Deno.readTextFileSync(`${folder.path}/steps/ingest.json`));
  assertEquals([record.started_at, record.duration_ms, record.rejected_count], [10, 10, 1]);
});
