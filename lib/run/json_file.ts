/** Small JSON files between steps. @module */

import { basename, dirname } from "@std/path";
import { PartialFiles } from "./partial_files.ts";

/**
 * Writes a value as JSON; the file appears when it is whole.
 *
 * @throws {Error} when it cannot be written; the message names it
 */
export function writeJson(path: string, value: unknown): void {
  const name = basename(path);
  using files = new PartialFiles(dirname(path), [name]);
  files.append(name, new TextEncoder().encode(JSON.stringify(value, null, 2) + "\n"));
  files.finish();
}

/**
 * Reads a JSON file that an earlier step wrote.
 *
 * @param remedy what to do when there is no such file, or when it is no JSON
 * @throws {Deno.errors.NotFound} when there is no such file
 * @throws {SyntaxError} when it is no JSON
 */
export async function readJson<T>(path: string, remedy: string): Promise<T> {
  try {
    return JSON.parse(await Deno.readTextFile(path)) as T;
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) {
      throw new Deno.errors.NotFound(`Cannot read "${path}": there is no such file, ${remedy}`, { cause });
    }
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new SyntaxError(`Cannot read "${path}": it is no JSON, ${remedy}`, { cause });
  }
}
