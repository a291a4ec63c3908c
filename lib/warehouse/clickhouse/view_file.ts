/** Rows of ClickHouse on their way into files. @module */
import type { DuckDb } from "../../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../../duckdb/quote.ts";
import { SQL_TYPES } from "../../duckdb/sql_type.ts";
import type { ColumnType, Table } from "../../table/table.ts";
import type { ViewColumn } from "../export_file.ts";

/** A column of a view, with the kind that it has in the contract. */
export interface KindColumn {
  readonly name: string;
  readonly kind: ColumnType;
}

/** How each kind stands in a file of JSON lines. */
const JSON_TYPES = {
  instant: "BIGINT",
  text: "VARCHAR",
  integer: "BIGINT",
  real: "DOUBLE",
  boolean: "TINYINT",
  json: "VARCHAR",
  sketch: "BIGINT[][]",
} as const satisfies Readonly<Record<ColumnType, string>>;

/** The columns of a table of ours. */
export function columnsOf(table: Table): KindColumn[] {
  return Object.entries(table.columns).map(([name, { type }]) => ({ name, kind: type }));
}

/** Tells a column's kind by its name and ClickHouse's type: instants end in `_at` or are `timestamp`, booleans begin with `is_`. */
export function kindOf(name: string, type: string): ColumnType {
  if (/_at$|^timestamp$/.test(name)) return "instant";
  if (name.startsWith("is_")) return "boolean";
  if (type.startsWith("Tuple(")) return "sketch";
  if (/U?Int\d+/.test(type)) return "integer";
  return type.includes("Float") ? "real" : "text";
}

/** The columns with DuckDB's types. */
export function viewColumns(columns: readonly KindColumn[]): ViewColumn[] {
  return columns.map(({ name, kind }) => ({ name, type: SQL_TYPES[kind] }));
}

/** Makes a query that reads a file of JSON lines as rows of DuckDB's types. */
function selectLines(path: string, columns: readonly KindColumn[]): string {
  const types = columns.map(({ name, kind }) => `${quoteLiteral(name)}: '${JSON_TYPES[kind]}'`).join(", ");
  const selected = columns.map(({ name, kind }) => `${typedExpression(name, kind)} as ${quoteIdentifier(name)}`);
  const lines = `read_json(${quoteLiteral(path)}, format = 'newline_delimited', columns = {${types}})`;
  return `select ${selected.join(", ")} from ${lines}`;
}

function typedExpression(name: string, kind: ColumnType): string {
  const column = quoteIdentifier(name);
  if (kind === "instant") return `epoch_ms(${column})`;
  if (kind === "sketch") return `map(${column}[1]::smallint[], ${column}[2])`;
  return kind === "boolean" || kind === "json" ? `${column}::${SQL_TYPES[kind]}` : column;
}

/** Writes a stream of lines to a file and reads them into a table of DuckDB, which is left there under the given name. */
export async function readLines(
  database: DuckDb,
  lines: AsyncIterable<Uint8Array>,
  { path, table, columns }: { readonly path: string; readonly table: string; readonly columns: readonly KindColumn[] },
): Promise<void> {
  try {
    await Deno.writeFile(path, ReadableStream.from(lines));
    await database.run(`create or replace temp table ${quoteIdentifier(table)} as ${selectLines(path, columns)}`);
  } finally {
    await Deno.remove(path).catch(() => {});
  }
}
