/**
 * Fails where the code in documents would not do what they say: commands, flags and variables that no task knows, times that cron refuses, units that systemd does,
 * JSON that the program cannot read, blocks that nothing checks.
 *
 * @module
 */
import { type FileTexts, readFiles } from "../read_files.ts";
import { type Problem, reportProblems } from "../report_problems.ts";
import { codeBlocks, inlineCode } from "./code_block.ts";
import { wrongCronLines } from "./crontab.ts";
import { knownTasks, readTaskCommands } from "./known_tasks.ts";
import type { KnownTask } from "./task_call.ts";
import { uncheckedBlocks } from "./unchecked_blocks.ts";
import { wrongUnits } from "./unit_file.ts";
import { wrongCommands, wrongIn, wrongMentions } from "./wrong_commands.ts";
import { wrongData } from "./wrong_data.ts";

/** Where documents are. */
export const DOCUMENTS = ["README.md", "CHANGELOG.md", "docs", "data/samples"];

/** Lists all that is wrong with the code in some pages. */
export function wrongCode(pages: FileTexts, tasks: ReadonlyMap<string, KnownTask>): Problem[] {
  const blocks = codeBlocks(pages);
  return [
    ...uncheckedBlocks(blocks),
    ...wrongCommands(blocks, tasks),
    ...wrongMentions(inlineCode(pages), tasks),
    ...wrongCronLines(blocks, tasks),
    ...wrongUnits(blocks, tasks),
    ...wrongData(blocks),
  ];
}

/** Lists what is wrong in files that are a piece of code as a whole, by their extension: settings, schedules, samples. */
export function wrongFiles(files: FileTexts, tasks: ReadonlyMap<string, KnownTask>): Problem[] {
  return [...files].flatMap(([path, text]) => {
    const language = path.endsWith(".json") ? "json" : path.endsWith(".yml") ? "yaml" : "sh";
    const block = { path, line: 1, language, about: "", text };
    return language === "sh" ? wrongIn(block, tasks) : wrongData([block]);
  });
}

if (import.meta.main) {
  const tasks = await knownTasks(readTaskCommands());
  const files = readFiles([".env.example", ".github", "data/samples"], [".json", ".yml", ".example"]);
  reportProblems("documents", [...wrongCode(readFiles(DOCUMENTS, [".md"]), tasks), ...wrongFiles(files, tasks)]);
}
