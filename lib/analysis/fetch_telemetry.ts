/** Takes the place of an ingest, where the requests to be analysed are in the warehouse already. @module */
import { join } from "@std/path";
import { IngestFiles } from "../ingest/ingest_files.ts";
import type { IngestReport } from "../ingest/ingest_sources.ts";
import { writeJson } from "../run/json_file.ts";
import { DAY_MS } from "../table/day.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";

/**
 * Writes what an ingest writes: no requests and no rejects, which stay where they are, and the server metrics of some days.
 *
 * @param days starts of UTC days that follow each other, ms since 1970
 * @param folder where the files and `sources.json` are put; it must exist
 * @param readAt when the run began, ms since 1970
 */
export async function fetchTelemetry(
  warehouse: Warehouse,
  days: readonly number[],
  { folder, readAt }: { readonly folder: string; readonly readAt: number },
): Promise<IngestReport> {
  await using files = await IngestFiles.create(folder);
  await files.finish();
  const path = join(folder, `${SERVER_METRICS.name}.parquet`);
  const range = { from: days[0]!, to: days.at(-1)! + DAY_MS };
  const serverMetricCount = await warehouse.export(SERVER_METRICS.name, path, range);
  const report = { readAt, sources: [], ...files.counts, serverMetricCount };
  writeJson(join(folder, "sources.json"), report);
  return report;
}
