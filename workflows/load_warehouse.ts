/** Loads gold files, requests and rejects into the warehouse; a second load of the same files changes nothing. @module */
import { join } from "@std/path";
import { goldFile, writeRows } from "../lib/analysis/gold_files.ts";
import type { IngestReport } from "../lib/ingest/ingest_sources.ts";
import { loadGold, loadTelemetry } from "../lib/warehouse/load_gold.ts";
import { readJson } from "../lib/run/json_file.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import type { Config } from "../lib/run/config.ts";
import { LOADS } from "../lib/run/load.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { readStepRecords } from "../lib/run/step_record.ts";
import { main, type Task } from "../lib/run/task.ts";
import { openWarehouse, WAREHOUSE_SETTINGS, warehouseLocation } from "../lib/warehouse/open.ts";
import { goldFolder } from "./analyze_traffic.ts";
import { ingestFolder } from "./ingest_requests.ts";

/** Loads what the analysis made. */
export const LOAD_WAREHOUSE: Step = {
  name: "load",
  describe: "Loads the gold tables into the warehouse, one transaction a day, without doubling what is there.",
  async run(config, run) {
    const ingested = ingestFolder({ ...config, out: null });
    const { sources, requestCount, serverMetricCount } = await readJson<IngestReport>(
      join(ingested, "sources.json"),
      "run `deno task ingest` first",
    );
    run.progress.show(requestCount + serverMetricCount);
    const rows = await loadTables(config, run, ingested, sources);
    await loadStepRecords(config, run);
    const loaded = Object.values(rows).reduce((sum, count) => sum + count, 0);
    return { rowsIn: loaded, rowsOut: loaded, rejected: 0, rows };
  },
};

async function loadTables(
  config: Config,
  run: Run,
  ingested: string,
  sources: IngestReport["sources"],
): Promise<Record<string, number>> {
  await using warehouse = await openWarehouse(config, run.log);
  if (config.raw) return await loadTelemetry(warehouse, ingested, sources);
  const keepsRequests = config["retain-requests-days"] > 0;
  return await loadGold(warehouse, goldFolder(config), ingested, sources, { keepsRequests });
}

/** Takes the records of the steps so far into the table `loads`. */
export async function loadStepRecords(config: Config, run: Run): Promise<void> {
  await makeFolder(goldFolder(config));
  await writeRows(goldFolder(config), LOADS, await readStepRecords(config.data));
  await using warehouse = await openWarehouse(config, run.log);
  await warehouse.mergeRows([{ table: LOADS, path: goldFile(goldFolder(config), LOADS) }]);
}

/** `deno task load`. */
export const LOAD_TASK: Task<StepResult> = {
  step: LOAD_WAREHOUSE,
  takes: ["data", ...WAREHOUSE_SETTINGS, "raw", "retain-requests-days"],
  warehouse: warehouseLocation,
};

if (import.meta.main) await main(LOAD_TASK);
