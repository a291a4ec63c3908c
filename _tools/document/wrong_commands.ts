/** Commands in documents that would be refused. @module */
import { environmentName, type SettingName, SETTINGS } from "../../lib/run/settings.ts";
import type { Problem } from "../report_problems.ts";
import type { Code, CodeBlock } from "./code_block.ts";
import { type ShellCommand, shellCommands } from "./shell_command.ts";
import { faultOfCall, type KnownTask, readsFlag, taskCallOf } from "./task_call.ts";

const VARIABLES = new Set((Object.keys(SETTINGS) as SettingName[]).map(environmentName));
const STARTS_TASK = /^(?:npx \S+ )?deno(?:@[\d.]+)? task \w/;
/** A flag at the end of a mention stands for itself, whatever its value. */
const LAST_FLAG = / (--[a-z-]+)$/;
const FLAG_ALONE = /^(--[a-z][a-z-]*)(?:[ =]|$)/;

/** Flags of other programs that the text speaks of. */
const FOREIGN_FLAGS = new Set(["--allow-net", "--help", "--import", "--yes"]);

/** Lists the commands of shell blocks whose task, flags, values or variables nobody knows. */
export function wrongCommands(blocks: readonly CodeBlock[], tasks: ReadonlyMap<string, KnownTask>): Problem[] {
  return blocks.filter(({ language }) => language === "sh").flatMap((block) => wrongIn(block, tasks));
}

/** Lists the same of commands and flags within the lines of a text; what the reader must fill in is written in capitals or as `…`. */
export function wrongMentions(codes: readonly Code[], tasks: ReadonlyMap<string, KnownTask>): Problem[] {
  return codes.flatMap((code) => {
    if (STARTS_TASK.test(code.text)) {
      const text = code.text.replaceAll("…", "").replace(LAST_FLAG, " $1=1");
      return wrongIn({ ...code, text }, tasks);
    }
    const flag = FLAG_ALONE.exec(code.text)?.[1];
    if (flag === undefined || flag.slice(2) in SETTINGS || FOREIGN_FLAGS.has(flag) || isScriptFlag(flag, tasks)) {
      return [];
    }
    return [{ path: code.path, line: code.line, message: `names ${flag}, which no task takes` }];
  });
}

/** Lists what is wrong with the commands of one piece of shell. */
export function wrongIn({ path, line, text }: Code, tasks: ReadonlyMap<string, KnownTask>): Problem[] {
  try {
    return shellCommands(text).flatMap((command) =>
      faultsOf(command, tasks).map((message) => ({ path, line: line + command.line, message }))
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [{ path, line, message: error.message }];
  }
}

function faultsOf({ variables, words }: ShellCommand, tasks: ReadonlyMap<string, KnownTask>): string[] {
  const set = [...variables, ...words[0] === "export" ? words.slice(1) : []].map((variable) => variable.split("=")[0]!);
  const unknown = set.filter((name) => !VARIABLES.has(name)).map((name) => `sets ${name}, which is no setting`);
  const call = taskCallOf(words);
  const fault = call === null ? null : faultOfCall(call, tasks);
  return fault === null ? unknown : [...unknown, fault];
}

function isScriptFlag(flag: string, tasks: ReadonlyMap<string, KnownTask>): boolean {
  return [...tasks.values()].some((task) => typeof task === "string" && readsFlag(task, flag));
}
