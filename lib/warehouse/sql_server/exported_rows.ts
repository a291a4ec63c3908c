/** Rows of a SQL Server on their way into files. @module */
import type { DuckDb } from "../../duckdb/duckdb.ts";
import type { PlainValue } from "../../duckdb/plain_value.ts";
import { quoteIdentifier, quoteLiteral } from "../../duckdb/quote.ts";
import { SQL_TYPES } from "../../duckdb/sql_type.ts";
import { ParquetFile } from "../../parquet/parquet_file.ts";
import { RowGroupBuilder } from "../../parquet/row_group.ts";
import type { Column, ColumnType, Table } from "../../table/table.ts";
import { type ViewColumn, writeExport } from "../export_file.ts";

const GROUP_ROWS = 50_000;

/** The kind of a column by the name of its type. */
const KINDS: Readonly<Record<string, ColumnType>> = {
  datetime2: "instant",
  datetime: "instant",
  bigint: "integer",
  int: "integer",
  smallint: "integer",
  tinyint: "integer",
  float: "real",
  real: "real",
  decimal: "real",
  numeric: "real",
  bit: "boolean",
};

/** The columns of a table or view, with the kinds that they have in the contract. */
export type ColumnKinds = Readonly<Record<string, ColumnType>>;

/** Tells a column's kind by its name and SQL Server's type. */
export function kindOf(name: string, type: string): ColumnType {
  return name === "latency_sketch" ? "sketch" : KINDS[type] ?? "text";
}

/** Writes rows to a Parquet file that holds sketches as JSON. */
export async function writeRows(
  path: string,
  kinds: ColumnKinds,
  rows: AsyncIterable<Readonly<Record<string, PlainValue>>>,
): Promise<void> {
  const table = carrierOf(kinds);
  const sketches = Object.keys(kinds).filter((name) => kinds[name] === "sketch");
  await using file = await ParquetFile.create(table, path);
  const builder = new RowGroupBuilder(table);
  for await (const row of rows) {
    const withText = Object.fromEntries(sketches.map((name) => [name, JSON.stringify(row[name])]));
    builder.append(sketches.length === 0 ? row : { ...row, ...withText });
    if (builder.rowCount >= GROUP_ROWS) await file.append(builder.finish());
  }
  await file.append(builder.finish());
  await file.finish();
}

/**
 * Writes a file for others out of one that {@linkcode writeRows} has made.
 *
 * @returns how many rows were written
 */
export async function convertRows(files: DuckDb, from: string, to: string, kinds: ColumnKinds): Promise<number> {
  const columns: ViewColumn[] = Object.entries(kinds).map(([name, kind]) => ({ name, type: SQL_TYPES[kind] }));
  const selected = Object.entries(kinds).map(([name, kind]) => `${typed(name, kind)} as ${quoteIdentifier(name)}`);
  return await writeExport(files, to, `select ${selected.join(", ")} from ${quoteLiteral(from)}`, columns);
}

function typed(name: string, kind: ColumnType): string {
  const column = quoteIdentifier(name);
  if (kind === "json") return `${column}::json`;
  if (kind !== "sketch") return column;
  const list = (part: string, type: string) => `from_json(${column}, '{"${part}": ["${type}"]}').${part}`;
  return `map(${list("buckets", "SMALLINT")}, ${list("counts", "BIGINT")})`;
}

function carrierOf(kinds: ColumnKinds): Table {
  const columns = Object.entries(kinds).map(([name, kind]): [string, Column] => [
    name,
    { type: kind === "sketch" ? "text" : kind, nullable: true, meaning: "" },
  ]);
  return { name: "exported", grain: "", key: [], time: "", columns: Object.fromEntries(columns) };
}
