/** Turns requests and server metrics into the gold tables: minutes, KPIs, anomalies, incidents, data quality, report. @module */
import { join } from "@std/path";
import { type AnalysisResult, analyze } from "../lib/analysis/analyze.ts";
import { fetchTelemetry } from "../lib/analysis/fetch_telemetry.ts";
import type { IngestReport } from "../lib/ingest/ingest_sources.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import { readJson } from "../lib/run/json_file.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import type { Run, Step } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { openWarehouse, WAREHOUSE_SETTINGS, warehouseLocation } from "../lib/warehouse/open.ts";
import { daysWithin, rangeOf } from "../lib/warehouse/time_range.ts";
import { ingestFolder } from "./ingest_requests.ts";

/** The folder of gold files, which the load reads. */
export function goldFolder(config: Config): string {
  return join(config.data, "gold");
}

/** Makes the gold tables. */
export const ANALYZE_TRAFFIC: Step<AnalysisResult> = {
  name: "analyze",
  describe:
    "Rolls ingested requests up to minutes and computes KPIs, anomalies, incidents, data quality and the report.",
  async run(config, run) {
    const folder = ingestFolder({ ...config, out: null });
    const storedDays = storedDaysOf(config, run);
    await makeFolder(folder);
    await makeFolder(goldFolder(config));
    await using warehouse = await openWarehouse(config, run.log);
    const sources = storedDays === null
      ? await readJson<IngestReport>(join(folder, "sources.json"), "run `deno task ingest` first")
      : await fetchTelemetry(warehouse, storedDays, { folder, readAt: run.clock() });
    run.progress.show(sources.requestCount + sources.serverMetricCount);
    return await analyze({ ingested: folder, sources, storedDays, gold: goldFolder(config), warehouse, config, run });
  },
};

/** The days from `--from` to `--to`, or else to now; null where the requests are those of the last ingest. */
function storedDaysOf(config: Config, run: Run): number[] | null {
  const { from, to } = rangeOf(config);
  if (from === null && to === null) return null;
  const days = daysWithin(from ?? Infinity, to ?? run.clock());
  if (days.length > 0) return days;
  throw new ConfigError("Cannot analyse what the warehouse has: --from is needed, before --to and before now");
}

/** The settings of the analysis. */
export const ANALYZE_SETTINGS = [
  "data",
  ...WAREHOUSE_SETTINGS,
  "apdex-ms",
  "slo",
  "route-limit",
  "history-days",
  "max-reject-ratio",
  "memory-mb",
] as const;

/** `deno task analyze`. */
export const ANALYZE_TASK: Task<AnalysisResult> = {
  step: ANALYZE_TRAFFIC,
  takes: [...ANALYZE_SETTINGS, "from", "to"],
  warehouse: warehouseLocation,
};

if (import.meta.main) await main(ANALYZE_TASK);
