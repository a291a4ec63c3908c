/** What was read live on its way to the warehouse: gold rows, server metrics and rejects soon, single requests by bundle. @module */
import { join } from "@std/path";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { sourceKey } from "../ingest/source_key.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import type { Table } from "../table/table.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import type { TableFile } from "../warehouse/warehouse.ts";
import type { Through } from "../warehouse/warehouse_calls.ts";
import type { Segment } from "./segment_journal.ts";

/** Tables whose rows go by their key, and to the warehouse soon. */
const KEYED: readonly Table[] = [SERVER_METRICS, REJECTS];

/** Stores the server metrics and rejects of some segments, ahead of their bundle. */
export async function storeKeyed(segments: readonly Segment[], through: Through): Promise<void> {
  using folder = new TemporaryFolder();
  await using database = await DuckDb.open();
  const files = await joinFiles(database, segments, KEYED, folder.path);
  if (files.length > 0) await through((warehouse) => warehouse.mergeRows(files));
}

/**
 * Stores the single rows of a bundle; once more is as good as once, since a bundle's requests replace themselves and other rows have keys.
 */
export async function storeBundle(bundle: number, segments: readonly Segment[], through: Through): Promise<void> {
  using folder = new TemporaryFolder();
  await using database = await DuckDb.open();
  const files = await joinFiles(database, segments, [REQUESTS, ...KEYED], folder.path);
  const requests = files.find(({ table }) => table === REQUESTS);
  const sources = requests === undefined ? [] : await database.rows<{ source: string }>(
    `select distinct source from ${quoteLiteral(requests.path)}`,
  );
  const keys = new Map(sources.map(({ source }) => [source, `${sourceKey(source, null)}-live-${bundle}`]));
  const others = files.filter(({ table }) => table !== REQUESTS);
  await through(async (warehouse) => {
    if (requests !== undefined) await warehouse.storeRequests(requests.path, keys);
    if (others.length > 0) await warehouse.mergeRows(others);
  });
}

/** Joins the files of segments, a file a table; tables without a row have none. */
async function joinFiles(
  database: DuckDb,
  segments: readonly Segment[],
  tables: readonly Table[],
  folder: string,
): Promise<TableFile[]> {
  const files: TableFile[] = [];
  for (const table of tables) {
    const parts = segments.map((segment) => quoteLiteral(join(segment.folder, `${table.name}.parquet`)));
    const path = join(folder, `${table.name}.parquet`);
    const rows = `from read_parquet([${parts.join(", ")}])`;
    await database.run(`copy (${rows}) to ${quoteLiteral(path)} (format parquet, compression zstd)`);
    const { count } = await database.row<{ count: number }>(`select count(*) as count ${rows}`);
    if (count > 0) files.push({ table, path });
  }
  return files;
}
