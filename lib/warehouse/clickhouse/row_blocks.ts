/** Rows of Parquet files on their way into ClickHouse. @module */
import type { DuckDb, Parameter } from "../../duckdb/duckdb.ts";
import type { Table } from "../../table/table.ts";
import { nativeBlock } from "./native_block.ts";
import { nativeColumns } from "./native_column.ts";

/** Rows of a table, as DuckDB finds them. */
export interface TableRows {
  readonly table: Table;
  /** DuckDB's query for them. */
  readonly rows: string;
  readonly parameters?: readonly Parameter[];
}

/**
 * Streams rows as blocks for an insert.
 *
 * @param loadId the load that the rows come with
 * @throws {Error} for a null in a column that may have none
 */
export async function* rowBlocks(
  database: DuckDb,
  { table, rows, parameters = [] }: TableRows,
  loadId: bigint,
): AsyncGenerator<Uint8Array> {
  const columns = nativeColumns(table, loadId);
  const expressions = columns.flatMap(({ parts }) => parts.map(({ expression }) => expression));
  for await (const chunk of database.bytes(`select ${expressions.join(", ")} from (${rows})`, parameters)) {
    yield nativeBlock(columns, chunk);
  }
}
