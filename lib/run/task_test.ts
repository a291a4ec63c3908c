import { assertEquals, assertStringIncludes } from "@std/assert";
import { ConfigError } from "./config.ts";
import { EXIT, runTask, type Task } from "./task.ts";
import type { Run, StepResult } from "./step.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

interface Outcome {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
  /** What happened, in order: progress lines shown and cleared, lines printed. */
  readonly events: readonly string[];
}

/** Runs a task in a process made up for it: a clock that moves 10 ms a look, an output that is kept. */
async function runIn(task: Task<StepResult>, args: readonly string[]): Promise<Outcome> {
  using folder = new TemporaryFolder();
  let now = 0;
  const out: string[] = [];
  const err: string[] = [];
  const events: string[] = [];
  const code = await runTask(task, {
    args: ["--data", folder.path, ...args],
    env: () => undefined,
    envFile: "",
    clock: () => now += 10,
    print: (text) => (out.push(text), events.push("print")),
    complain: (text) => (err.push(text), events.push("complain")),
    progress: () => ({ show: () => events.push("show"), clear: () => events.push("clear") }),
  });
  return { code, out, err, events };
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
  assertEquals(out, ['{"rows":{"requests":2,"rejects":1},"rejects":1,"ms":{"ingest":20}}']);
  assertEquals(err, ["1970-01-01T00:00:00.020Z info working files=1"]);
});

Deno.test("runTask() prints the task's own JSON where it has one", async () => {
  assertEquals((await runIn(task(() => RESULT, { json: () => ({ warehouse: "x" }) }), ["--json"])).out, [
    '{"warehouse":"x"}',
  ]);
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
  const working = task(({ log, progress }) => (progress(1), log.warn("slow"), progress(2), RESULT));
  const { events } = await runIn(working, []);
  assertEquals(events, ["show", "clear", "complain", "show", "clear", "print"]);
  const broken = task(({ progress }) => {
    progress(1);
    throw new Error("broken");
  });
  assertEquals((await runIn(broken, [])).events, ["show", "clear", "complain"]);
});

Deno.test("runTask() leaves a record of the step for the load, and none when it failed", async () => {
  using folder = new TemporaryFolder();
  const args = ["--data", folder.path];
  await runIn(failing(new Error("broken")), args);
  assertEquals(folder.names(), []);
  await runIn(task(() => RESULT), args);
  const record = JSON.parse(Deno.readTextFileSync(`${folder.path}/steps/ingest.json`));
  assertEquals([record.started_at, record.duration_ms, record.rejected_count], [10, 10, 1]);
});
