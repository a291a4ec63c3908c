/** Gold files of any size, made by the columns of their tables: what a load takes. @module */
import { join } from "@std/path";
import { DuckDb } from "../lib/duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../lib/duckdb/quote.ts";
import { KPIS } from "../lib/kpi/kpi.ts";
import type { ColumnType, Table } from "../lib/table/table.ts";
import { TRAFFIC_MINUTES } from "../lib/traffic/traffic_minute.ts";
import type { TableFile } from "../lib/warehouse/warehouse.ts";

/** Start of the day that the files are of. */
export const BENCH_DAY = Date.UTC(2026, 0, 5);

const MINUTES = 1_440;

/** Values that differ from row to row `i` about as much as measured ones. A sketch has sixteen buckets. */
const VALUES: Readonly<Record<ColumnType, string>> = {
  instant: `epoch_ms(${BENCH_DAY}::bigint + (i % ${MINUTES}) * 60000)`,
  text: `'web-' || (i // ${MINUTES})`,
  integer: "(hash(i) % 1000)::bigint",
  real: "(hash(i) % 1000000)::double / 997",
  boolean: "i % 2 = 0",
  json: "'{}'",
  sketch: "map(range(200, 216)::smallint[], [(hash(i + b) % 50)::bigint for b in range(16)])",
};

/** Writes files of minutes and KPIs of a day, each with half of the rows. */
export async function writeGoldFiles(folder: string, rowCount: number): Promise<TableFile[]> {
  await using database = await DuckDb.open();
  const files: TableFile[] = [];
  for (const table of [TRAFFIC_MINUTES, KPIS]) {
    const path = join(folder, `${table.name}.parquet`);
    const rows = `select ${expressions(table)} from range(${Math.ceil(rowCount / 2)}) as t (i)`;
    await database.run(`copy (${rows}) to ${quoteLiteral(path)} (format parquet, compression zstd)`);
    files.push({ table, path });
  }
  return files;
}

function expressions({ columns }: Table): string {
  return Object.entries(columns).map(([name, { type }]) => `${VALUES[type]} as ${quoteIdentifier(name)}`).join(", ");
}
