/** Calls of tasks, and whether the task would understand them. @module */
import { ConfigError, readConfig } from "../../lib/run/config.ts";
import type { StepResult } from "../../lib/run/step.ts";
import type { Task } from "../../lib/run/task.ts";

/** A task and what stands behind its name. */
export interface TaskCall {
  readonly task: string;
  readonly args: readonly string[];
}

/** A task by what knows its flags: its own description, or the text of the script that it runs. */
export type KnownTask = Pick<Task<StepResult>, "takes" | "files"> | string;

const DENO = /(?:^|\/)deno(?:@[\d.]+)?$/;
const FLAG = /^--[a-z]/;
const NOWHERE = { env: () => undefined, envFile: "" };

/** Finds the call of a task in the words of a command; null where it calls none. */
export function taskCallOf(words: readonly string[]): TaskCall | null {
  const deno = words.findIndex((word) => DENO.test(word));
  if (deno < 0 || words[deno + 1] !== "task") return null;
  const rest = words.slice(deno + 2);
  const name = rest.findIndex((word) => !word.startsWith("-"));
  return name < 0 ? null : { task: rest[name]!, args: rest.slice(name + 1) };
}

/** Says why a call would be refused; null where it would not. */
export function faultOfCall({ task, args }: TaskCall, tasks: ReadonlyMap<string, KnownTask>): string | null {
  const known = tasks.get(task);
  if (known === undefined) return `calls the task "${task}", which deno.json does not define`;
  if (typeof known !== "string") return faultOfArguments(args, known);
  const unknown = args.find((arg) => FLAG.test(arg) && !readsFlag(known, arg.split("=")[0]!));
  return unknown === undefined ? null : `gives the task "${task}" ${unknown}, which its script does not read`;
}

/** Tells whether the text of a script speaks of a flag. */
export function readsFlag(script: string, flag: string): boolean {
  return new RegExp(`${flag}(?![\\w-])`).test(script);
}

/** Reads the arguments as the task itself does. */
function faultOfArguments(args: readonly string[], { takes, files }: Exclude<KnownTask, string>): string | null {
  try {
    const config = readConfig(args, [...takes, "json", "log-level"], NOWHERE);
    return files === undefined && config.files.length > 0
      ? `gives "${config.files[0]}" to a task without arguments`
      : null;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
}
