/** The report of a run: the JSON document in `analytics_reports`, and what the summary on the terminal shows. @module */
import type { IncidentRow } from "../anomaly/incident.ts";
import { SEVERITIES } from "../anomaly/anomaly.ts";
import type { DataQualityRow } from "../quality/data_quality.ts";
import type { ServerHealthRow } from "../health/server_health.ts";
import type { RetryEpisodeRow } from "../retry/episode/retry_episode.ts";
import type { RetryRecommendationRow } from "../retry/recommendation/retry_recommendation.ts";
import type { ObjectiveWarning } from "../slo/lint_objective.ts";
import type { SloStatusRow } from "../slo/slo_status.ts";
import { type ServerHealthReport, unhealthyServers } from "./server_words.ts";
import { type CapacityParts, capacityWords } from "./capacity_words.ts";
import { type ScopeTotals, worthALook } from "./worth_a_look.ts";

/** Totals over all traffic of a run; times in ms, null where nothing is known. */
export interface ReportTotals {
  readonly from_at: number | null;
  readonly to_at: number | null;
  readonly active_minute_count: number;
  readonly request_count: number;
  readonly client_error_count: number;
  readonly server_error_count: number;
  readonly balancer_retry_count: number;
  readonly client_retry_count: number;
  readonly response_bytes: number;
  readonly timed_count: number;
  readonly avg_duration_ms: number | null;
  readonly p50_duration_ms: number | null;
  readonly p90_duration_ms: number | null;
  readonly p95_duration_ms: number | null;
  readonly p99_duration_ms: number | null;
  readonly max_duration_ms: number | null;
  readonly apdex: number | null;
  readonly busiest_minute_request_count: number | null;
}

/** How an objective stands, with the alerts that were due in the run. */
export interface ObjectiveReport extends SloStatusRow {
  readonly run_page_minute_count: number;
  readonly run_ticket_minute_count: number;
}

/** What a run found. */
export interface Report {
  readonly totals: ReportTotals;
  /** Anomalies by severity. */
  readonly anomalies: Readonly<Record<string, number>>;
  /** Incidents, the most serious first. */
  readonly incidents: readonly IncidentRow[];
  /** Retry storms and metastable states, in order of time. */
  readonly retry_episodes: readonly RetryEpisodeRow[];
  /** What to do about retries, those with the largest effect first. */
  readonly retry_recommendations: readonly RetryRecommendationRow[];
  /** How each objective stands at the end of the run, those with the least budget left first. */
  readonly objectives: readonly ObjectiveReport[];
  /** What is wrong with the objectives themselves. */
  readonly objective_warnings: readonly ObjectiveWarning[];
  /** Servers that were not healthy in the run, those that are not at its end first. */
  readonly servers: readonly ServerHealthReport[];
  /** The three things most worth looking at, in words. */
  readonly worth_a_look: readonly string[];
  /** What to know of capacity, the most pressing first, in words. */
  readonly capacity: readonly string[];
  /** Checks of data quality that did not pass, in words. */
  readonly quality_warnings: readonly string[];
}

/** What a report is made from. */
export interface ReportParts {
  readonly totals: ReportTotals;
  readonly scopes: readonly ScopeTotals[];
  readonly severities: readonly string[];
  readonly incidents: readonly IncidentRow[];
  readonly retryEpisodes: readonly RetryEpisodeRow[];
  readonly retryRecommendations: readonly RetryRecommendationRow[];
  /** In order of time. */
  readonly objectives: readonly SloStatusRow[];
  readonly objectiveWarnings: readonly ObjectiveWarning[];
  /** Server by server, each in order of time. */
  readonly health: readonly ServerHealthRow[];
  readonly capacity: CapacityParts;
  readonly quality: readonly DataQualityRow[];
}

/** Puts a report together. */
export function makeReport(parts: ReportParts): Report {
  const { totals, scopes, severities, incidents, objectives, objectiveWarnings, health, capacity, quality } = parts;
  const ranked = incidents.toSorted((a, b) =>
    rank(b) - rank(a) || b.request_count - a.request_count || a.opened_at - b.opened_at
  );
  return {
    totals,
    anomalies: Object.fromEntries(
      SEVERITIES.map((name) => [name, severities.filter((severity) => severity === name).length]),
    ),
    incidents: ranked,
    retry_episodes: parts.retryEpisodes,
    retry_recommendations: parts.retryRecommendations.toSorted((a, b) => b.effect_count - a.effect_count),
    objectives: standings(objectives),
    objective_warnings: objectiveWarnings,
    servers: unhealthyServers(health),
    worth_a_look: worthALook(ranked, scopes),
    capacity: capacityWords(capacity),
    quality_warnings: quality.filter((check) => !check.is_passed).map(warningOf),
  };
}

/** The last row of each objective that has had events. */
function standings(rows: readonly SloStatusRow[]): ObjectiveReport[] {
  const last = [...Map.groupBy(rows, ({ objective }) => objective).values()].map((ofObjective) => ({
    ...ofObjective.at(-1)!,
    run_page_minute_count: sumOf(ofObjective, "page_minute_count"),
    run_ticket_minute_count: sumOf(ofObjective, "ticket_minute_count"),
  }));
  return last.filter(({ window_event_count }) => window_event_count > 0)
    .sort((a, b) => a.budget_left_ratio! - b.budget_left_ratio!);
}

function sumOf(rows: readonly SloStatusRow[], column: "page_minute_count" | "ticket_minute_count"): number {
  return rows.reduce((sum, row) => sum + row[column], 0);
}

function rank(incident: IncidentRow): number {
  return SEVERITIES.findIndex((severity) => severity === incident.severity);
}

function warningOf({ observed, limit_value, meaning }: DataQualityRow): string {
  return `${meaning}: ${Number(Number(observed).toPrecision(3))}, at most ${limit_value} is healthy`;
}
