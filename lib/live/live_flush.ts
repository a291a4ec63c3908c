/** What was read live on its way to the warehouse: gold rows soon, single requests by bundle. @module */
import { join } from "@std/path";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { sourceKey } from "../ingest/source_key.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import type { TableFile } from "../warehouse/warehouse.ts";
import type { Through } from "../warehouse/warehouse_calls.ts";
import type { Segment } from "./segment_journal.ts";

/**
 * Stores the single rows of a bundle; once more is as good as once, since a bundle's requests replace themselves and other rows have keys.
 */
export async function storeBundle(bundle: number, segments: readonly Segment[], through: Through): Promise<void> {
  using folder = new TemporaryFolder();
  const files = new Map<string, TableFile>();
  await using database = await DuckDb.open();
  for (const table of [REQUESTS, SERVER_METRICS, REJECTS]) {
    const parts = segments.map((segment) => quoteLiteral(join(segment.folder, `${table.name}.parquet`)));
    const path = join(folder.path, `${table.name}.parquet`);
    const rows = `from read_parquet([${parts.join(", ")}])`;
    await database.run(`copy (${rows}) to ${quoteLiteral(path)} (format parquet, compression zstd)`);
    const { count } = await database.row<{ count: number }>(`select count(*) as count ${rows}`);
    if (count > 0) files.set(table.name, { table, path });
  }
  const requests = files.get(REQUESTS.name);
  const sources = requests === undefined ? [] : await database.rows<{ source: string }>(
    `select distinct source from ${quoteLiteral(requests.path)}`,
  );
  const keys = new Map(sources.map(({ source }) => [source, `${sourceKey(source, null)}-live-${bundle}`]));
  const others = [...files.values()].filter(({ table }) => table !== REQUESTS);
  await through(async (warehouse) => {
    if (requests !== undefined) await warehouse.storeRequests(requests.path, keys);
    if (others.length > 0) await warehouse.mergeRows(others);
  });
}
