/** Tells an incident in one line of plain words. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import { JOINT_METRIC } from "./joint_departures.ts";
import { durationWords, latencyWords, numberWords, percentWords, scopeWords } from "./words.ts";

/** What the line is made from. */
export interface IncidentFacts {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  readonly metric: string;
  /** Mean a window while it lasted, in the metric's unit. */
  readonly observed: number;
  /** The same over the hour before. */
  readonly expected: number;
  readonly durationMs: number;
  /** Share of the excess that the scope carries; null where none is to be told. */
  readonly share: number | null;
}

/**
 * Tells what a scope did, what is usual, for how long, and how much of the excess is its.
 *
 * @example
 * ```ts
 * import { summarizeIncident } from "./summarize_incident.ts";
 *
 * summarizeIncident({
 *   scopeKind: "server",
 *   scope: "web-07",
 *   metric: "server_error_ratio",
 *   observed: 0.31,
 *   expected: 0.004,
 *   durationMs: 24 * 60_000,
 *   share: 0.92,
 * });
 * // "web-07 answered 31 % of requests with server errors (usual 0.4 %) for 24 minutes; it carries 92 % of the excess"
 * ```
 */
export function summarizeIncident(facts: IncidentFacts): string {
  const { share, durationMs } = facts;
  const carried = share === null ? "" : `; it carries ${percentWords(Math.min(1, share))} of the excess`;
  return `${departureWords(facts)} for ${durationWords(durationMs)}${carried}`;
}

const RESOURCES = { cpu_usage_percent: "CPU", memory_usage_percent: "memory" } as const;

function departureWords({ scopeKind, scope, metric, observed, expected }: IncidentFacts): string {
  const where = scopeWords(scopeKind, scope);
  switch (metric) {
    case "server_error_ratio":
      return `${where} answered ${percentWords(observed)} of requests with server errors (usual ${
        percentWords(expected)
      })`;
    case "retry_ratio":
      return `${where} saw ${percentWords(observed)} retries per request (usual ${percentWords(expected)})`;
    case "request_count":
      return observed < 0.05
        ? `${where} got no requests (usual ${numberWords(expected)} a minute)`
        : `${where} got ${numberWords(observed)} requests a minute (usual ${numberWords(expected)})`;
    case "p95_duration_ms":
      return `${where} took ${latencyWords(observed)} at the 95th percentile (usual ${latencyWords(expected)})`;
    case "cpu_usage_percent":
    case "memory_usage_percent":
      return `${where} used ${numberWords(observed)} % of its ${RESOURCES[metric]} (usual ${numberWords(expected)} %)`;
    case "backend_health_failures":
      return `${where} failed ${numberWords(observed)} health checks a minute (usual ${numberWords(expected)})`;
    case JOINT_METRIC:
      return `${where} was as never before in several metrics together, ${
        numberWords(observed)
      } deviations off (usual ${numberWords(expected)})`;
    default:
      return `${where} had ${metric} at ${numberWords(observed)} (usual ${numberWords(expected)})`;
  }
}
