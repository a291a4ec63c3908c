/** What every step of the flow is given and what it reports. @module */
import type { Config } from "./config.ts";
import type { Progress } from "./progress.ts";

/** The effects of a run: everything that comes from outside of the domain. */
export interface Run {
  /** Identifies the run in reports and in the `loads` table. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log: Log;
  readonly progress: Progress;
  readonly output: Output;
}

/** Standard output, for steps whose result is what they print. */
export interface Output {
  /** Whether a person looks at it, and what is printed may take hold of their terminal. */
  readonly isTerminal: boolean;
  /** Writes lines. */
  readonly print: (text: string) => void;
}

/** Writes a log line; fields are appended as `name=value`. */
export type LogLine = (message: string, fields?: Readonly<Record<string, string | number>>) => void;

/** Log lines by level. */
export interface Log {
  readonly debug: LogLine;
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
}

/** What a step did. */
export interface StepResult {
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly rejected: number;
  /** Rows by table that the step made. */
  readonly rows: Readonly<Record<string, number>>;
}

/** One step of the flow. */
export interface Step<Result extends StepResult = StepResult> {
  readonly name: string;
  /** What it makes, in one line. */
  readonly describe: string;
  run(config: Config, run: Run): Promise<Result>;
}

/** A step's result with its time, as it is kept in `loads`. */
export interface StepReport extends StepResult {
  readonly step: string;
  readonly startedAt: number;
  readonly ms: number;
}

/** Runs a step, names it to whoever looks on, and takes its time. */
export async function runStep<R extends StepResult>(step: Step<R>, config: Config, run: Run): Promise<StepReport & R> {
  run.progress.begin(step.name);
  const startedAt = run.clock();
  const result = await step.run(config, run);
  return { ...result, step: step.name, startedAt, ms: run.clock() - startedAt };
}
