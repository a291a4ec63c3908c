/** The tasks of `deno.json`, with what knows their flags. @module */
import type { StepResult } from "../../lib/run/step.ts";
import type { Task } from "../../lib/run/task.ts";
import type { KnownTask } from "./task_call.ts";

const ROOT = new URL("../../", import.meta.url);
const SCRIPT = /\b(workflows|_tools|bench)\/\w+\.ts/g;

/** Commands by the name of their task. */
export type TaskCommands = Readonly<Record<string, { readonly command: string }>>;

/** Reads the commands of all tasks from `deno.json`. */
export function readTaskCommands(): TaskCommands {
  return JSON.parse(Deno.readTextFileSync(new URL("deno.json", ROOT))).tasks;
}

/** Finds what knows the flags of each task: a workflow describes its own, of other scripts the text is taken. */
export async function knownTasks(commands: TaskCommands): Promise<ReadonlyMap<string, KnownTask>> {
  const entries = Object.entries(commands).map(async ([name, { command }]): Promise<[string, KnownTask]> => {
    const scripts = [...command.matchAll(SCRIPT)];
    const workflow = scripts.find(([, folder]) => folder === "workflows");
    return [name, workflow === undefined ? textOf(scripts.map(([path]) => path)) : await taskOf(workflow[0])];
  });
  return new Map(await Promise.all(entries));
}

/** Loads the task that a workflow exports; it runs only as the main module. */
export async function taskOf(path: string): Promise<Task<StepResult>> {
  const module: Readonly<Record<string, unknown>> = await import(new URL(path, ROOT).href);
  const name = Object.keys(module).find((name) => name.endsWith("_TASK"));
  if (name === undefined) throw new TypeError(`Cannot find the task of "${path}": an export named …_TASK is needed`);
  return module[name] as Task<StepResult>;
}

function textOf(paths: readonly string[]): string {
  return paths.map((path) => Deno.readTextFileSync(new URL(path, ROOT))).join("\n");
}
