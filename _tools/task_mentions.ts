/** Tasks as the docs name them against tasks as `deno.json` defines them. @module */
import { lineAt, type Problem } from "./report_problems.ts";
import type { FileTexts } from "./read_files.ts";

/** Tasks of `deno.json`: a bare command or one with its description. */
export type Tasks = Readonly<Record<string, string | { readonly description?: string }>>;

const MENTION = /\bdeno(?:@[\d.]+)? task (?:-\S+ )*([a-z][\w:-]*)/g;

/** Lists commands in the docs that no task answers to. */
export function unknownTasks(pages: FileTexts, tasks: Tasks): Problem[] {
  return [...pages].flatMap(([path, text]) =>
    [...text.matchAll(MENTION)]
      .filter((match) => !(match[1]! in tasks))
      .map((match) => ({
        path,
        line: lineAt(text, match.index),
        message: `names the task "${match[1]}", which deno.json does not define`,
      }))
  );
}

/** Lists tasks that a reader of `deno task` or of the README would not understand or not find. */
export function unexplainedTasks(readme: string, tasks: Tasks): Problem[] {
  const named = new Set([...readme.matchAll(MENTION)].map((match) => match[1]!));
  return Object.entries(tasks).flatMap(([name, task]) => {
    const isDescribed = typeof task !== "string" && Boolean(task.description);
    const isNamed = named.has(name) || readme.includes(`\`${name}\``);
    return [
      ...isDescribed
        ? []
        : [{ path: "deno.json", message: `task "${name}" has no description; say in one line what it makes` }],
      ...isNamed ? [] : [{ path: "README.md", message: `does not name the task "${name}"` }],
    ];
  });
}
