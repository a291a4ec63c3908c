/** The analysis: ingested files in, gold files out. @module */
import { join } from "@std/path";
import { DuckDb, type DuckDbOptions } from "../duckdb/duckdb.ts";
import { DATA_QUALITY, type DataQualityRow, judgeFigure, type QualityFigure } from "../quality/data_quality.ts";
import { ANALYTICS_REPORTS, type AnalyticsReportRow } from "../report/analytics_report.ts";
import { makeReport, type Report, type ReportTotals } from "../report/report.ts";
import type { ScopeTotals } from "../report/worth_a_look.ts";
import type { Config } from "../run/config.ts";
import { writeJson } from "../run/json_file.ts";
import type { StepResult } from "../run/step.ts";
import { checkTables } from "./check_tables.ts";
import { type AllFindings, findAll } from "./find_all.ts";
import { writeRows } from "./gold_files.ts";
import { type AnalysisInput, openHistory, rollUpRun } from "./open_run.ts";
import { writeGold } from "./write_gold.ts";

/** What it made. */
export interface AnalysisResult extends StepResult {
  readonly report: Report;
  /** The UTC days that the run's requests touch, as starts of days in ms since 1970. */
  readonly days: readonly number[];
}

/** Computes all gold tables of the days that the run's telemetry touches. */
export async function analyze(input: AnalysisInput): Promise<AnalysisResult> {
  const { gold, config, sources } = input;
  await using database = await DuckDb.open(spillOptions(gold, config));
  const days = await rollUpRun(database, input);
  await openHistory(database, input, days[0]);
  const found = await findAll(database, input, days);
  const counts = await writeGold(database, gold, found);
  const quality = await checkQuality(database, input);
  const report = await reportOf(database, found, quality);
  await writeRows(gold, DATA_QUALITY, quality);
  await writeRows(gold, ANALYTICS_REPORTS, [reportRow(report, input)]);
  writeJson(join(gold, "report.json"), report);
  const rows = {
    ...counts,
    server_metrics: sources.serverMetricCount,
    data_quality: quality.length,
    analytics_reports: 1,
  };
  const requestCount = input.storedDays === null ? sources.requestCount : report.totals.request_count;
  return {
    rowsIn: requestCount + sources.serverMetricCount,
    rowsOut: Object.values(rows).reduce((sum, count) => sum + count, 0),
    rejected: 0,
    rows,
    report,
    days,
  };
}

function reportRow(report: Report, { sources, run }: AnalysisInput): AnalyticsReportRow {
  const { from_at, to_at } = report.totals;
  return { run_id: run.id, created_at: sources.readAt, from_at, to_at, report: JSON.stringify(report) };
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

async function reportOf(
  database: DuckDb,
  { findings: { anomalies, incidents }, retries, standings, health, capacity }: AllFindings,
  quality: readonly DataQualityRow[],
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
