/** Runs a step as a task: flags in, progress and a result out, an exit code for scripts. @module */
import { type Config, ConfigError, readConfig } from "./config.ts";
import { helpText } from "./help.ts";
import { consoleLog, LOG_LEVELS, type LogLevel } from "./log.ts";
import { terminalProgress } from "./progress.ts";
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
  /** What is printed for people when the step is done. */
  readonly summary?: (result: R) => string;
  /** What `--json` prints. */
  readonly json?: (result: R) => unknown;
  /** The exit code of a step that did not throw. */
  readonly exitCode?: (result: R, config: Config) => number;
}

/** Runs a task with the arguments of the process and ends it with the exit code. */
export async function main<R extends StepResult>(task: Task<R>): Promise<never> {
  Deno.exit(await runTask(task, Deno.args));
}

/** Runs a task; returns its exit code. */
export async function runTask<R extends StepResult>(task: Task<R>, args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(helpText(task.step, task.takes, task.files));
    return EXIT.done;
  }
  try {
    const config = taskConfig(task, args);
    const progress = terminalProgress(task.step.name);
    const run = newRun(config, progress.show);
    const result = await runStep(task.step, config, run);
    progress.clear();
    await recordStep(config.data, run.id, result);
    console.log(
      config.json ? JSON.stringify(task.json?.(result) ?? jsonOf(result)) : task.summary?.(result) ?? lineOf(result),
    );
    return task.exitCode?.(result, config) ?? EXIT.done;
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : error}`);
    return error instanceof ConfigError ? EXIT.wrongUsage : EXIT.failed;
  }
}

function taskConfig<R extends StepResult>(task: Task<R>, args: readonly string[]): Config {
  const config = readConfig(args, [...task.takes, "json", "log-level"], { env: Deno.env.get, envFile: readEnvFile() });
  if (task.files === undefined && config.files.length > 0) {
    throw new ConfigError(`Cannot use "${config.files[0]}": this task takes no arguments without a flag`);
  }
  return config;
}

function readEnvFile(): string {
  try {
    return Deno.readTextFileSync(".env");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

function newRun(config: Config, progress: Run["progress"]): Run {
  const level = config["log-level"];
  if (!LOG_LEVELS.includes(level as LogLevel)) {
    throw new ConfigError(`Cannot use --log-level "${level}": one of ${LOG_LEVELS.join(", ")} is needed`);
  }
  return { id: crypto.randomUUID(), clock: Date.now, log: consoleLog(level as LogLevel, Date.now), progress };
}

function jsonOf({ rows, rejected, ms, step }: StepResult & { ms: number; step: string }): unknown {
  return { rows, rejects: rejected, ms: { [step]: ms } };
}

function lineOf({ step, rowsIn, rowsOut, rejected, ms }: StepResult & { ms: number; step: string }): string {
  return `${step}: ${rowsIn} rows in, ${rowsOut} rows out, ${rejected} rejected, ${ms} ms`;
}
