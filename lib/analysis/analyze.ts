/** The analysis: ingested files in, gold files out. @module */
import { join } from "@std/path";
import { ANOMALIES } from "../anomaly/anomaly.ts";
import { INCIDENTS } from "../anomaly/incident.ts";
import { INCIDENT_SIGNALS } from "../anomaly/incident_signal.ts";
import { INCIDENT_SLICES } from "../anomaly/incident_slice.ts";
import { CAPACITY } from "../capacity/capacity.ts";
import { CAPACITY_LOSSES } from "../capacity/capacity_loss.ts";
import { FORECASTS } from "../capacity/forecast.ts";
import { MAINTENANCE_WINDOWS } from "../capacity/maintenance_window.ts";
import { THRESHOLD_CROSSINGS } from "../capacity/threshold_crossing.ts";
import { DuckDb, type DuckDbOptions } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { HEALTH_CHECK_LINKS } from "../health/health_check_link.ts";
import { SERVER_HEALTH } from "../health/server_health.ts";
import type { IngestReport } from "../ingest/ingest_sources.ts";
import { KPIS } from "../kpi/kpi.ts";
import { POOL_BALANCE } from "../kpi/pool_balance.ts";
import { DATA_QUALITY, type DataQualityRow, judgeFigure, type QualityFigure } from "../quality/data_quality.ts";
import { ANALYTICS_REPORTS } from "../report/analytics_report.ts";
import { makeReport, type Report, type ReportTotals } from "../report/report.ts";
import type { ScopeTotals } from "../report/worth_a_look.ts";
import { nameInIncidents } from "../retry/episode/name_in_incidents.ts";
import { RETRY_EPISODES } from "../retry/episode/retry_episode.ts";
import { RETRY_RECOMMENDATIONS } from "../retry/recommendation/retry_recommendation.ts";
import { RETRY_CHAINS } from "../retry/retry_chain.ts";
import { RETRY_MINUTES } from "../retry/retry_minute.ts";
import type { Config } from "../run/config.ts";
import { writeJson } from "../run/json_file.ts";
import type { Run, StepResult } from "../run/step.ts";
import { DAY_MS } from "../table/day.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import type { RollUpSettings, Warehouse } from "../warehouse/warehouse.ts";
import type { Objectives } from "../slo/objective.ts";
import { SLO_STATUS } from "../slo/slo_status.ts";
import { checkTables } from "./check_tables.ts";
import { findIncidents, type Findings } from "./find_incidents.ts";
import { findRetryEpisodes, type RetryFindings } from "./find_retry_episodes.ts";
import { writeQuery, writeRows } from "./gold_files.ts";
import { type HealthFindings, measureHealth } from "./measure_health.ts";
import { type CapacityFindings, measureCapacity } from "./measure_capacity.ts";
import { measureObjectives, type ObjectiveFindings, openMinutes } from "./measure_objectives.ts";
import { readObjectives } from "./read_objectives.ts";
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

/** What it made. */
export interface AnalysisResult extends StepResult {
  readonly report: Report;
  /** The UTC days that the run's requests touch, as starts of days in ms since 1970. */
  readonly days: readonly number[];
}

/** Computes all gold tables of the days that the run's telemetry touches. */
export async function analyze(input: AnalysisInput): Promise<AnalysisResult> {
  const { gold, config, run } = input;
  const objectives = await readObjectives(config);
  await using database = await DuckDb.open(spillOptions(gold, config));
  const days = await rollUp(database, input);
  await openHistory(database, input, days[0]);
  const found = await findIncidents(database, days, config["history-days"]);
  const retries = await findRetryEpisodes(database);
  const findings = { ...found, incidents: nameInIncidents(found.incidents, retries.episodes) };
  await writeRows(gold, ANOMALIES, findings.anomalies);
  await writeRows(gold, INCIDENTS, findings.incidents);
  await writeRows(gold, INCIDENT_SLICES, findings.slices);
  await writeRows(gold, INCIDENT_SIGNALS, findings.signals);
  await writeRows(gold, RETRY_EPISODES, retries.episodes);
  await writeRows(gold, RETRY_RECOMMENDATIONS, retries.recommendations);
  const standings = await findStandings(database, input, objectives, days);
  await writeRows(gold, SLO_STATUS, standings.rows);
  const health = await measureHealth(database, days);
  await writeRows(gold, SERVER_HEALTH, health.rows);
  await writeRows(gold, HEALTH_CHECK_LINKS, health.links);
  const capacity = await measureCapacity(database, days, { incidents: findings.incidents, objectives: standings.rows });
  await writeRows(gold, CAPACITY, capacity.capacity);
  await writeRows(gold, CAPACITY_LOSSES, capacity.losses);
  await writeRows(gold, FORECASTS, capacity.forecasts);
  await writeRows(gold, THRESHOLD_CROSSINGS, capacity.crossings);
  await writeRows(gold, MAINTENANCE_WINDOWS, capacity.maintenance);
  const rollUps = {
    traffic_minutes: await writeQuery(database, gold, TRAFFIC_MINUTES, "from all_traffic_minutes"),
    kpis: await writeQuery(database, gold, KPIS, "from all_kpis"),
    pool_balance: await writeQuery(database, gold, POOL_BALANCE, "from all_pool_balance"),
    retry_chains: await writeQuery(database, gold, RETRY_CHAINS, "from all_retry_chains"),
    retry_minutes: await writeQuery(database, gold, RETRY_MINUTES, "from all_retry_minutes"),
  };
  const quality = await checkQuality(database, input);
  const report = await reportOf(database, { findings, retries, standings, health, capacity, quality });
  const rows = {
    ...rollUps,
    server_metrics: input.sources.serverMetricCount,
    anomalies: findings.anomalies.length,
    incidents: findings.incidents.length,
    incident_slices: findings.slices.length,
    incident_signals: findings.signals.length,
    retry_episodes: retries.episodes.length,
    retry_recommendations: retries.recommendations.length,
    slo_status: standings.rows.length,
    server_health: health.rows.length,
    health_check_links: health.links.length,
    capacity: capacity.capacity.length,
    capacity_losses: capacity.losses.length,
    forecasts: capacity.forecasts.length,
    threshold_crossings: capacity.crossings.length,
    maintenance_windows: capacity.maintenance.length,
    data_quality: quality.length,
    analytics_reports: 1,
  };
  await writeRows(gold, DATA_QUALITY, quality);
  const { from_at, to_at } = report.totals;
  const reportRow = {
    run_id: run.id,
    created_at: input.sources.readAt,
    from_at,
    to_at,
    report: JSON.stringify(report),
  };
  await writeRows(gold, ANALYTICS_REPORTS, [reportRow]);
  writeJson(join(gold, "report.json"), report);
  const requestCount = input.storedDays === null ? input.sources.requestCount : report.totals.request_count;
  const rowsIn = requestCount + input.sources.serverMetricCount;
  return {
    rowsIn,
    rowsOut: Object.values(rows).reduce((sum, count) => sum + count, 0),
    rejected: 0,
    rows,
    report,
    days,
  };
}

async function rollUp(database: DuckDb, input: AnalysisInput): Promise<number[]> {
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
async function openHistory(
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

/** Measures the objectives of the run, and tells what is wrong with those that somebody has written. */
async function findStandings(
  database: DuckDb,
  { gold, warehouse, run }: AnalysisInput,
  objectives: Objectives,
  days: readonly number[],
): Promise<ObjectiveFindings> {
  const path = join(gold, `history_${TRAFFIC_MINUTES.name}.parquet`);
  await openMinutes(database, objectives, days, { warehouse, path });
  const findings = await measureObjectives(database, objectives, days);
  for (const { objective, problem, remedy } of findings.warnings) {
    run.log.warn(`objective "${objective}": ${problem}; ${remedy}`);
  }
  return findings;
}

/** Judges the telemetry of a run, and the tables that were made of it. */
async function checkQuality(
  database: DuckDb,
  { gold, sources, config, run }: AnalysisInput,
): Promise<DataQualityRow[]> {
  await database.runFile("transforms/data_quality", {
    read_at: sources.readAt,
    max_reject_ratio: config["max-reject-ratio"],
  });
  const ofTelemetry = await database.rows<QualityFigure>("from data_quality_checks order by check_name");
  const ofTables = await checkTables(gold, spillOptions(gold, config));
  return [...ofTelemetry, ...ofTables].map((figure) => judgeFigure(figure, run.id, sources.readAt));
}

function spillOptions(gold: string, config: Config): DuckDbOptions {
  return { memoryLimitMb: config["memory-mb"], temporaryFolder: join(gold, ".spill") };
}

interface ReportFindings {
  readonly findings: Findings;
  readonly retries: RetryFindings;
  readonly standings: ObjectiveFindings;
  readonly health: HealthFindings;
  readonly capacity: CapacityFindings;
  readonly quality: readonly DataQualityRow[];
}

async function reportOf(
  database: DuckDb,
  { findings: { anomalies, incidents }, retries, standings, health, capacity, quality }: ReportFindings,
): Promise<Report> {
  await database.runFile("transforms/report_totals");
  await database.runFile("transforms/report_scopes");
  return makeReport({
    totals: await database.row<ReportTotals>("from report_totals"),
    scopes: await database.rows<ScopeTotals>("from report_scopes order by scope_kind, scope"),
    severities: anomalies.map(({ severity }) => severity),
    incidents,
    retryEpisodes: retries.episodes,
    retryRecommendations: retries.recommendations,
    objectives: standings.rows,
    objectiveWarnings: standings.warnings,
    health: health.rows,
    capacity,
    quality,
  });
}
