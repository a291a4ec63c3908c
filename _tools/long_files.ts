/** Files that hold more than one idea, told by their length. @module */
import { type FileTexts, isTest } from "./read_files.ts";
import type { Problem } from "./report_problems.ts";

/** From this length on a file should be split. */
export const LONG_LINES = 250;

/** From this length on it must be. */
export const TOO_LONG_LINES = 400;

/** Lists files of at least `limit` lines, the longest first. Tests do not count, nor do files that call themselves generated in their first line. */
export function longFiles(files: FileTexts, limit: number): Problem[] {
  return [...files]
    .filter(([path, text]) => !isTest(path) && !/^.*\bgenerated\b/i.test(text))
    .map(([path, text]) => ({ path, lineCount: text.split("\n").length - 1 }))
    .filter(({ lineCount }) => lineCount >= limit)
    .sort((a, b) => b.lineCount - a.lineCount)
    .map(({ path, lineCount }) => ({ path, message: `has ${lineCount} lines; which two ideas are in it?` }));
}
