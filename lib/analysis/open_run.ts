/** Opens a run: its requests rolled up, and what the warehouse has before them at hand. @module */
import { join } from "@std/path";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import type { IngestReport } from "../ingest/ingest_sources.ts";
import { KPIS } from "../kpi/kpi.ts";
import type { Config } from "../run/config.ts";
import type { Run } from "../run/step.ts";
import { DAY_MS } from "../table/day.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import type { RollUpSettings, Warehouse } from "../warehouse/warehouse.ts";
import { daysOf, type RequestsOfDay, rollUpDays } from "./roll_up_days.ts";

/** What the analysis works on. */
export interface AnalysisInput {
  /** Folder with `requests.parquet`, `server_metrics.parquet` and `rejects.parquet`. */
  readonly ingested: string;
  readonly sources: IngestReport;
  /** The UTC days to analyse, where the run brings no requests and the warehouse has them; null means those of the run's requests. */
  readonly storedDays: readonly number[] | null;
  /** Folder for the gold files. */
  readonly gold: string;
  readonly warehouse: Warehouse;
  readonly config: Config;
  readonly run: Run;
}

/**
 * Rolls up the requests of a run, day by day, into temporary tables.
 *
 * @returns the days, ascending
 * @throws {Error} where there is no request
 */
export async function rollUpRun(database: DuckDb, input: AnalysisInput): Promise<number[]> {
  const { ingested, gold, storedDays, config, run } = input;
  for (const table of ["requests", "rejects", "server_metrics"]) {
    const file = quoteLiteral(join(ingested, `${table}.parquet`));
    await database.run(`create view run_${table} as select * from ${file}`);
  }
  const requests = join(ingested, "requests.parquet");
  const settings = { apdexMs: config["apdex-ms"], routeLimit: config["route-limit"] };
  const days = await rollUpDays(database, storedDays ?? await daysOf(database, requests, "requested_at"), {
    ...settings,
    folder: gold,
    requestsOf: requestsOf(requests, settings, input),
    onDay: (day) => run.log.debug("rolled up", { day: new Date(day).toISOString().slice(0, 10) }),
  });
  if (days.length > 0) return days;
  const found = storedDays === null
    ? "no request was read; see the rejects of the ingest"
    : "the warehouse has no request of these days; see --from and --to";
  throw new Error(`Cannot analyse: ${found}`);
}

/** Requests that the run brings go with those of other sources; where it brings none, the warehouse rolls up its own if it can. */
function requestsOf(
  path: string,
  settings: RollUpSettings,
  { sources, storedDays, warehouse }: AnalysisInput,
): (day: number) => Promise<RequestsOfDay> {
  const ofRun = new Set(sources.sources.map(({ key }) => key));
  return async (day) => {
    const rolledUp = storedDays === null ? null : await warehouse.rollUp(day, settings);
    return rolledUp ?? { requests: [path, ...await warehouse.requestFiles(day, ofRun)] };
  };
}

/** Makes the views `kpis_with_history` and `server_metrics_with_history`, of the run and of what the warehouse has before it. */
export async function openHistory(
  database: DuckDb,
  { gold, warehouse, config }: AnalysisInput,
  firstDay: number | undefined,
): Promise<void> {
  const to = firstDay ?? 0;
  const range = { from: to - config["history-days"] * DAY_MS, to };
  for (const [table, ofRun] of [[KPIS.name, "all_kpis"], [SERVER_METRICS.name, "run_server_metrics"]] as const) {
    const path = join(gold, `history_${table}.parquet`);
    await warehouse.export(table, path, range);
    await database.run(
      `create view ${table}_with_history as select * from ${ofRun} union all by name select * from ${
        quoteLiteral(path)
      }`,
    );
  }
}
