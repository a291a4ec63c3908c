/** Rows of a view on standard output. @module */
import { join } from "@std/path";
import { type Cell, textTable } from "../report/text_table.ts";
import { ConfigError } from "../run/config.ts";
import { printable } from "../run/log.ts";
import type { Output } from "../run/step.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import type { Selection, TimeRange, Warehouse } from "./warehouse.ts";

/** A row as JSON holds it, its columns in the order of the view. */
export type ViewRow = Readonly<Record<string, Cell>>;

const FORMATS = ["auto", "table", "csv", "json"] as const;

/** How rows are printed; `auto` is a table on a terminal, or else CSV. */
export type PrintFormat = typeof FORMATS[number];

/** Rows of a table that nobody has limited. */
const TABLE_LIMIT = 50;

/** Which rows are printed, and how. */
export interface PrintOptions extends TimeRange {
  readonly format: PrintFormat;
  /** Null means the usual: 50 in a table, all of them else. */
  readonly limit: number | null;
}

/**
 * Reads the name of a format.
 *
 * @param others names that mean `auto`: a log format that is set for all tasks says nothing about queries
 * @throws {ConfigError} for an unknown one
 */
export function readPrintFormat(name: string, others: readonly string[]): PrintFormat {
  const format = FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  if (others.includes(name)) return "auto";
  throw new ConfigError(`Cannot print as --format "${name}": one of ${FORMATS.join(", ")} is needed`);
}

/**
 * Prints rows of a table or view. Files go through as they are made, however long; on a terminal nothing in them is obeyed.
 *
 * @returns how many rows were printed
 */
export async function printView(
  warehouse: Warehouse,
  view: string,
  { format, limit, ...range }: PrintOptions,
  output: Output,
): Promise<number> {
  const chosen = format === "auto" ? output.isTerminal ? "table" : "csv" : format;
  if (chosen === "table") return await printTable(warehouse, view, { ...range, limit: limit ?? TABLE_LIMIT }, output);
  using folder = new TemporaryFolder();
  const path = join(folder.path, `${view.replaceAll(/\W/g, "_")}.${chosen}`);
  const count = await warehouse.export(view, path, { ...range, ...limit === null ? {} : { limit } });
  for await (const lines of wholeLines(path)) output.print(output.isTerminal ? harmless(lines) : lines);
  return count;
}

/** Reads rows of a table or view as JSON holds them. */
export async function readView(warehouse: Warehouse, view: string, selection: Selection): Promise<ViewRow[]> {
  using folder = new TemporaryFolder();
  const path = join(folder.path, "rows.json");
  await warehouse.export(view, path, selection);
  return JSON.parse(await Deno.readTextFile(path));
}

async function printTable(
  warehouse: Warehouse,
  view: string,
  { limit, ...range }: TimeRange & { readonly limit: number },
  output: Output,
): Promise<number> {
  const rows = await readView(warehouse, view, { ...range, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  if (shown.length === 0) output.print("no rows");
  else output.print(textTable(Object.keys(shown[0]!), shown).join("\n"));
  if (rows.length > limit) output.print(`the first ${limit} rows; --limit, --from and --to show others`);
  return shown.length;
}

/** Reads a file in pieces that end where a line does, without that end. */
async function* wholeLines(path: string): AsyncGenerator<string> {
  using file = await Deno.open(path);
  let rest = "";
  for await (const text of file.readable.pipeThrough(new TextDecoderStream())) {
    const end = (rest + text).lastIndexOf("\n");
    if (end >= 0) yield (rest + text).slice(0, end);
    rest = (rest + text).slice(end + 1);
  }
  if (rest !== "") yield rest;
}

function harmless(lines: string): string {
  return lines.split("\n").map((line) => printable(line.replace(/^\t/, "  "))).join("\n");
}
