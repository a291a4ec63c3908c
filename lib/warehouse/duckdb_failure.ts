/** What went wrong with a DuckDB file, in words that name the remedy. @module */
import { WarehouseError } from "./warehouse.ts";

/** What an operator can do about failures of disks and files, by the words that systems have for them. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/no space left|disk quota|not enough space/i, "make room there, or name another place by --warehouse"],
  [
    /permission denied|operation not permitted|read-only file system|access is denied/i,
    "this user needs the right to write the file and its folder, or name another place by --warehouse",
  ],
  [/not a valid DuckDB database/i, "name another file by --warehouse"],
  [
    /is a directory|not a directory|file exists|invalid argument/i,
    "--warehouse must name a file, as duckdb:data/warehouse.duckdb does",
  ],
  [
    /(newer|can only read) version|version number/i,
    "a newer DuckDB wrote it; use the version of this project that did",
  ],
];

/**
 * Describes a failure that has a remedy; another is given back as it is.
 *
 * @param doing what was tried, such as `open`
 */
export function duckDbFailure(error: unknown, doing: string, path: string): unknown {
  if (error instanceof WarehouseError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const remedy = REMEDIES.find(([words]) => words.test(message))?.[1];
  if (remedy === undefined) return error;
  const [words] = message.split(", in: ");
  return new WarehouseError(`Cannot ${doing} the warehouse "${path}": ${words}; ${remedy}`, { cause: error });
}
