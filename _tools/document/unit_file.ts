/** Units of systemd in documents. @module */
import type { Problem } from "../report_problems.ts";
import type { CodeBlock } from "./code_block.ts";
import type { KnownTask } from "./task_call.ts";
import { wrongIn } from "./wrong_commands.ts";

const SECTIONS = ["Unit", "Service", "Timer", "Install"];
const ENTRY = /^([A-Za-z]+)=(.*)$/;

/** Lists what a unit has that is no section or entry, and commands in it that would be refused; `systemd-analyze` knows the rest. */
export function wrongUnits(blocks: readonly CodeBlock[], tasks: ReadonlyMap<string, KnownTask>): Problem[] {
  return unitBlocks(blocks).flatMap(({ path, line, text }) =>
    text.split("\n").flatMap((entry, i) => wrongInEntry(entry, { path, line: line + i }, tasks))
  );
}

/** The blocks that are units. */
export function unitBlocks(blocks: readonly CodeBlock[]): CodeBlock[] {
  return blocks.filter(({ language }) => language === "ini");
}

function wrongInEntry(
  entry: string,
  place: { readonly path: string; readonly line: number },
  tasks: ReadonlyMap<string, KnownTask>,
): Problem[] {
  if (entry.trim() === "" || entry.startsWith("#")) return [];
  const section = /^\[(\w+)\]$/.exec(entry)?.[1];
  if (section !== undefined) {
    return SECTIONS.includes(section)
      ? []
      : [{ ...place, message: `has the section [${section}], of which nobody knows` }];
  }
  const [, name, value] = ENTRY.exec(entry) ?? [];
  if (name === undefined) return [{ ...place, message: `has "${entry}", which is no entry of a unit` }];
  if (!name.startsWith("Exec")) return [];
  const isAbsolute = value!.startsWith("/");
  const relative = isAbsolute ? [] : [{ ...place, message: `runs "${value}", which must be an absolute path` }];
  return [...relative, ...wrongIn({ ...place, text: value! }, tasks)];
}
