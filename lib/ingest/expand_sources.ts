/** Finds the files that an operator's names and globs stand for. @module */
import { globSync, realpathSync, type Stats, statSync } from "node:fs";
import { isGlob } from "@std/path";
import { STANDARD_INPUT, unreadable } from "./source.ts";

/**
 * Finds the files that names and globs stand for, each once, in the order of the names and within a glob by name.
 *
 * @throws {Error} when a name is no file, or a glob matches none; the message says what to do
 */
export function expandSources(patterns: readonly string[]): string[] {
  const sources = new Map<string, string>();
  for (const name of patterns.flatMap(expand)) {
    const file = name === STANDARD_INPUT ? name : realpathSync(name);
    if (!sources.has(file)) sources.set(file, name);
  }
  return [...sources.values()];
}

function expand(pattern: string): string[] {
  if (pattern === STANDARD_INPUT) return [pattern];
  const stats = statsOf(pattern);
  if (stats?.isDirectory()) {
    throw new Error(`Cannot read "${pattern}": it is a folder, name its files as in "${pattern}/*.log"`);
  }
  if (stats !== null) return [pattern];
  if (!isGlob(pattern)) throw new Error(`Cannot read "${pattern}": there is no such file, check the path`);
  const files = globSync(pattern).filter((path) => statsOf(path)?.isFile()).sort();
  if (files.length > 0) return files;
  throw new Error(`Cannot read "${pattern}": no file matches it, check the folder and quote the glob`);
}

/** Null where there is nothing at the path. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (isNotDirectory(error)) return null;
    throw unreadable(path, error);
  }
}

/** A file stands where the path wants a folder. */
function isNotDirectory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOTDIR";
}
