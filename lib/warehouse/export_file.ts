/** Files of rows for others: CSV, Parquet or JSON, whatever engine the rows come from. @module */
import { extname } from "@std/path";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { WarehouseError } from "./warehouse.ts";

/** A column of a view, with its type as DuckDB names it. */
export interface ViewColumn {
  readonly name: string;
  readonly type: string;
}

const FORMAT_OF_ENDING: Readonly<Record<string, string>> = {
  ".csv": "format csv, header",
  ".parquet": "format parquet, compression zstd",
  ".json": "format json, array",
};

/**
 * Refuses an export that cannot be made, before anything is read.
 *
 * @param known names of tables and views
 * @throws {WarehouseError} for an unknown view or an unknown ending
 */
export function requireExportable(view: string, path: string, known: readonly string[]): void {
  if (!(extname(path) in FORMAT_OF_ENDING)) {
    const endings = Object.keys(FORMAT_OF_ENDING).join(", ");
    throw new WarehouseError(`Cannot export to "${path}": the file must end in ${endings}`);
  }
  if (!known.includes(view)) {
    throw new WarehouseError(
      `Cannot export "${view}": there is no such table or view, known are ${known.join(", ")}`,
    );
  }
}

/**
 * Writes what a query gives, in the order of its columns; the file appears when it is whole.
 *
 * @param columns the columns of the query, all of which are written
 * @returns how many rows were written
 */
export async function writeExport(
  database: DuckDb,
  path: string,
  query: string,
  columns: readonly ViewColumn[],
): Promise<number> {
  const isCsv = extname(path) === ".csv";
  const selected = columns.map(({ name, type }) =>
    isCsv && type === "VARCHAR" ? inertText(name) : quoteIdentifier(name)
  );
  const rows = `select ${selected.join(", ")} from (${query}) order by all`;
  const partial = `${path}.partial`;
  await database.run(`copy (${rows}) to ${quoteLiteral(partial)} (${FORMAT_OF_ENDING[extname(path)]})`);
  await Deno.rename(partial, path);
  return (await database.row<{ count: number }>(`select count(*) as count from (${query})`)).count;
}

/** Text that a spreadsheet would run as a formula gets an apostrophe in front, which makes it text. */
function inertText(column: string): string {
  const name = quoteIdentifier(column);
  return `if(regexp_matches(${name}, '^[=+@\\t\\r-]'), '''' || ${name}, ${name}) as ${name}`;
}
