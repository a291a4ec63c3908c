/** Runs a step as a task: flags in, progress and a result out, an exit code for scripts. @module */
import { getColorEnabled, setColorEnabled } from "@std/fmt/colors";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { helpText } from "./help.ts";
import { type Host, THIS_PROCESS } from "./host.ts";
import { lineLog, LOG_LEVELS, type LogLevel, printable } from "./log.ts";
import type { Progress } from "./progress.ts";
import type { SettingName } from "./settings.ts";
import { recordStep } from "./step_record.ts";
import { type Run, runStep, type Step, type StepResult } from "./step.ts";

/** Exit codes that scripts rely on. */
export const EXIT = { done: 0, failed: 1, wrongUsage: 2, poorQuality: 3 } as const;

/** A step as a task. */
export interface Task<R extends StepResult> {
  readonly step: Step<R>;
  /** The settings that it takes. */
  readonly takes: readonly SettingName[];
  /** What the arguments without a flag are, for the help text; absent when there are none. */
  readonly files?: string;
  /** Whether the run is kept in `loads`; by default it is. */
  readonly isRecorded?: boolean;
  /** What is printed for people when the step is done; empty where the step has printed it. */
  summary?(result: R): string;
  /** Where the tables are that it reads or writes, for `--json`; absent where it touches none. */
  warehouse?(config: Config): string;
  /** What `--json` prints besides what it prints of every task, or in its place. */
  json?(result: R): Readonly<Record<string, unknown>>;
  /** The exit code of a step that did not throw. */
  exitCode?(result: R, config: Config): number;
}

/** Runs a task with the arguments of the process and ends it with the exit code; only a terminal gets colours. */
export async function main<R extends StepResult>(task: Task<R>): Promise<never> {
  setColorEnabled(getColorEnabled() && Deno.stdout.isTerminal());
  Deno.exit(await runTask(task, THIS_PROCESS));
}

/** Runs a task; returns its exit code. */
export async function runTask<R extends StepResult>(task: Task<R>, host: Host): Promise<number> {
  if (host.args.includes("--help") || host.args.includes("-h")) {
    host.print(helpText(task.step, task.takes, task.files));
    return EXIT.done;
  }
  const progress = host.progress();
  try {
    const config = taskConfig(task, host);
    const run = newRun(config, host, progress);
    const result = await runStep(task.step, config, run);
    if (task.isRecorded ?? true) await recordStep(config.data, run.id, result);
    progress.clear();
    const words = wordsOf(task, result, config);
    if (words !== "") host.print(words);
    return task.exitCode?.(result, config) ?? EXIT.done;
  } catch (error) {
    progress.clear();
    host.complain(`error: ${messageOf(error)}`);
    return error instanceof ConfigError ? EXIT.wrongUsage : EXIT.failed;
  }
}

function taskConfig<R extends StepResult>(task: Task<R>, host: Host): Config {
  const config = readConfig(host.args, [...task.takes, "json", "log-level"], host);
  if (task.files === undefined && config.files.length > 0) {
    throw new ConfigError(`Cannot use "${config.files[0]}": this task takes no arguments without a flag`);
  }
  return config;
}

function newRun(config: Config, { clock, complain, print, isTerminal }: Host, progress: Progress): Run {
  const level = config["log-level"];
  if (!LOG_LEVELS.includes(level as LogLevel)) {
    throw new ConfigError(`Cannot use --log-level "${level}": one of ${LOG_LEVELS.join(", ")} is needed`);
  }
  const log = lineLog(level as LogLevel, clock, (line) => progress.aside(() => complain(line)));
  const output = { isTerminal, print: (text: string) => progress.aside(() => print(text)) };
  return { id: crypto.randomUUID(), clock, log, progress, output };
}

type Report<R> = R & { readonly step: string; readonly ms: number };

function wordsOf<R extends StepResult>(task: Task<R>, result: Report<R>, config: Config): string {
  if (config.json) return JSON.stringify(jsonOf(task, result, config));
  return task.summary?.(result) ?? lineOf(result);
}

function jsonOf<R extends StepResult>(task: Task<R>, result: Report<R>, config: Config): unknown {
  const { rows, rejected: rejects, ms, step } = result;
  const warehouse = task.warehouse?.(config) ?? null;
  return { rows, rejects, ms: { [step]: ms }, warehouse, ...task.json?.(result) };
}

function lineOf({ step, rowsIn, rowsOut, rejected, ms }: Report<StepResult>): string {
  return `${step}: ${rowsIn} rows in, ${rowsOut} rows out, ${rejected} rejected, ${ms} ms`;
}

/** Messages quote file names and log lines, which are not to be trusted. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n").map(printable).join("\n");
}
