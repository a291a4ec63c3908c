/**
 * What stays the same about a log when its file grows, is rotated or compressed.
 *
 * `access.log`, `access.log.1` and `access.log-20261122.gz` in one folder are one family; within it the first record tells which of them is the same log as before. An
 * export that is rewritten as a whole, such as `request_logs.csv`, is known by its name alone.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { basename, resolve } from "@std/path";

const COMPRESSION = /\.(?:gz|bz2|zst)$/;
const ROTATION = /[.-](?:\d{8,14}|\d{1,3})$/;
const HASH_LENGTH = 12;

/**
 * Makes the key of a source, usable as the name of a file.
 *
 * @param firstRecord the first line that is a record, without addresses; null for an export that is rewritten as a whole
 */
export function sourceKey(source: string, firstRecord: string | null): string {
  const family = familyOf(resolve(source));
  const hash = createHash("sha256").update(`${family}\n${firstRecord ?? ""}`).digest("hex").slice(0, HASH_LENGTH);
  const name = basename(family).replaceAll(/[^\w.-]/g, "_").slice(0, 60);
  return `${name}-${hash}`;
}

/**
 * The name of a log without what rotation and compression add.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(["a.log", "a.log.1", "a.log-20261122.gz", "a.log.2.gz"].map(familyOf), ["a.log", "a.log", "a.log", "a.log"]);
 * ```
 */
export function familyOf(path: string): string {
  return path.replace(COMPRESSION, "").replace(ROTATION, "");
}
