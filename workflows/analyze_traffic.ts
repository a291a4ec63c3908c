/** Turns requests and server metrics into the gold tables: minutes, KPIs, anomalies, incidents, data quality, report. @module */
import { join } from "@std/path";
import { type AnalysisResult, analyze } from "../lib/analysis/analyze.ts";
import type { IngestReport } from "../lib/ingest/ingest_sources.ts";
import type { Config } from "../lib/run/config.ts";
import { readJson } from "../lib/run/json_file.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import type { Step } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { openWarehouse, WAREHOUSE_SETTINGS, warehouseLocation } from "../lib/warehouse/open.ts";
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
    const ingested = ingestFolder({ ...config, out: null });
    const sources = await readJson<IngestReport>(join(ingested, "sources.json"), "run `deno task ingest` first");
    run.progress.show(sources.requestCount + sources.serverMetricCount);
    await makeFolder(goldFolder(config));
    await using warehouse = await openWarehouse(config, run.log);
    return await analyze({ ingested, sources, gold: goldFolder(config), warehouse, config, run });
  },
};

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
  takes: ANALYZE_SETTINGS,
  warehouse: warehouseLocation,
};

if (import.meta.main) await main(ANALYZE_TASK);
