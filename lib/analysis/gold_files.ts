/** Gold files: the Parquet files that the analysis writes and the load reads. @module */
import { join } from "@std/path";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { ParquetFile } from "../parquet/parquet_file.ts";
import { RowGroupBuilder } from "../parquet/row_group.ts";
import type { Row, Table } from "../table/table.ts";

/** Path of a table's gold file. */
export function goldFile(folder: string, table: Table): string {
  return join(folder, `${table.name}.parquet`);
}

/** Writes rows; the file appears when it is whole. */
export async function writeRows<T extends Table>(folder: string, table: T, rows: readonly Row<T>[]): Promise<void> {
  const file = await ParquetFile.create(table, goldFile(folder, table));
  const builder = new RowGroupBuilder(table);
  for (const row of rows) builder.append(row);
  await file.append(builder.finish());
  await file.finish();
}

/** Writes what a query gives, in the order of the table's key; the file appears when it is whole. */
export async function writeQuery(database: DuckDb, folder: string, table: Table, query: string): Promise<number> {
  const path = goldFile(folder, table);
  const columns = Object.keys(table.columns).map(quoteIdentifier).join(", ");
  const order = table.key.map(quoteIdentifier).join(", ");
  await database.run(
    `copy (select ${columns} from (${query}) order by ${order}) to ${
      quoteLiteral(`${path}.partial`)
    } (format parquet, compression zstd)`,
  );
  await Deno.rename(`${path}.partial`, path);
  const { count } = await database.row<{ count: number }>(`select count(*) as count from ${quoteLiteral(path)}`);
  return count;
}
