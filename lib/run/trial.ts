/** A task run as a shell runs it, but in a process that is made up for a test. @module */
import type { Host } from "./host.ts";
import type { Progress } from "./progress.ts";
import type { StepResult } from "./step.ts";
import { runTask, type Task } from "./task.ts";

/** What a task left behind. */
export interface Outcome {
  readonly code: number;
  /** Texts on standard output. */
  readonly out: readonly string[];
  /** Lines on standard error. */
  readonly err: readonly string[];
  /** What was written, in order: `print`, `complain`, and the calls of the progress line, such as `show 5`. */
  readonly events: readonly string[];
}

/** What a trial may set of its process. */
export type Circumstances = Partial<Pick<Host, "env" | "envFile" | "clock" | "isTerminal">>;

/**
 * Runs a task in this process; unless they are set, it finds no environment, and a clock at 1970 that moves 10 ms a look.
 *
 * @param args what stands behind the name of the task
 */
export async function tryTask<R extends StepResult>(
  task: Task<R>,
  args: readonly string[],
  circumstances: Circumstances = {},
): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const events: string[] = [];
  const code = await runTask(task, {
    args,
    env: () => undefined,
    envFile: "",
    clock: tickingClock(0, 10),
    isTerminal: false,
    print: (text) => void (out.push(text), events.push("print")),
    complain: (text) => void (err.push(text), events.push("complain")),
    progress: () => recordedProgress(events),
    ...circumstances,
  });
  return { code, out, err, events };
}

/**
 * Makes a clock that moves by the same time whenever it is looked at.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const clock = tickingClock(100, 10);
 * assertEquals([clock(), clock()], [110, 120]);
 * ```
 */
export function tickingClock(startAt: number, tickMs: number): () => number {
  let now = startAt;
  return () => now += tickMs;
}

/** Makes a clock that starts at a moment and then goes as fast as any. */
export function clockFrom(startAt: number): () => number {
  const begunAt = performance.now();
  return () => startAt + Math.round(performance.now() - begunAt);
}

function recordedProgress(events: string[]): Progress {
  return {
    isShown: false,
    begin: (step) => void events.push(`begin ${step}`),
    show: (recordCount) => void events.push(`show ${recordCount}`),
    aside: (write) => (events.push("aside"), write()),
    clear: () => void events.push("clear"),
  };
}
