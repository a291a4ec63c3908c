/** Says what moved before an incident showed, and what moved with it. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { IncidentRow } from "./incident.ts";
import type { IncidentSignalRow } from "./incident_signal.ts";
import { durationWords, latencyWords, metricWords, numberWords, percentWords, scopeWords } from "./words.ts";

/** Other metrics that are told, so that the line stays one. */
const MOST_TOLD = 2;
const MINUTE_MS = 60_000;

type Where = Pick<IncidentRow, "scope_kind" | "scope" | "metric">;

/**
 * Says the two halves of the line that are not the departure itself: what moved first, and what moved with it in the
 * same scope. Either may be missing.
 *
 * @param signals in order of onset
 */
export function signalWords(incident: Where, signals: readonly IncidentSignalRow[]): string[] {
  const first = firstMover(incident, signals);
  const others = signals.filter((signal) => isHere(incident, signal) && signal.metric !== incident.metric);
  const told = uniqueMetrics(others.filter((signal) => signal !== first)).slice(0, MOST_TOLD).map(levelWords);
  return [
    ...(first === undefined ? [] : [firstWords(incident, first, signals)]),
    ...(told.length === 0 ? [] : [`with it ${told.join(" and ")}`]),
  ];
}

/** Finds the departure that began at least a minute before the incident's metric did; undefined where that was first. */
function firstMover(incident: Where, signals: readonly IncidentSignalRow[]): IncidentSignalRow | undefined {
  const [first] = signals;
  if (first === undefined || first.metric === incident.metric) return undefined;
  return onsetOf(incident.metric, signals) - (first.onset_delay_ms ?? 0) >= MINUTE_MS ? first : undefined;
}

function firstWords(incident: Where, first: IncidentSignalRow, signals: readonly IncidentSignalRow[]): string {
  const lead = durationWords(onsetOf(incident.metric, signals) - (first.onset_delay_ms ?? 0));
  const where = isHere(incident, first) ? "" : ` of ${scopeWords(first.scope_kind as ScopeKind, first.scope)}`;
  return `first moved, ${lead} before: ${levelWords(first)}${where}`;
}

/** Tells when a metric first departed, ms after the first onset; 0 where it never did. */
function onsetOf(metric: string, signals: readonly IncidentSignalRow[]): number {
  return signals.find((signal) => signal.metric === metric)?.onset_delay_ms ?? 0;
}

function isHere({ scope_kind, scope }: Where, signal: IncidentSignalRow): boolean {
  return signal.scope_kind === scope_kind && signal.scope === scope;
}

function uniqueMetrics(signals: readonly IncidentSignalRow[]): IncidentSignalRow[] {
  return signals.filter(({ metric }, index) => signals.findIndex((other) => other.metric === metric) === index);
}

/** Says the level of a metric beside what is usual, without a verb. */
export function levelWords(
  { metric, observed, expected }: Pick<IncidentSignalRow, "metric" | "observed" | "expected">,
): string {
  const usual = (words: (value: number) => string) => `(usual ${words(expected)})`;
  const percent = (value: number) => `${numberWords(value)} %`;
  switch (metric) {
    case "server_error_ratio":
      return `${percentWords(observed)} server errors ${usual(percentWords)}`;
    case "retry_ratio":
      return `${percentWords(observed)} retries ${usual(percentWords)}`;
    case "request_count":
      return `${numberWords(observed)} requests a minute ${usual(numberWords)}`;
    case "p95_duration_ms":
      return `${latencyWords(observed)} at the 95th percentile ${usual(latencyWords)}`;
    case "cpu_usage_percent":
      return `CPU at ${percent(observed)} ${usual(percent)}`;
    case "memory_usage_percent":
      return `memory at ${percent(observed)} ${usual(percent)}`;
    case "disk_usage_percent":
      return `disk at ${percent(observed)} ${usual(percent)}`;
    case "backend_health_failures":
      return `${numberWords(observed)} failed health checks a minute ${usual(numberWords)}`;
    case "active_connections":
      return `${numberWords(observed)} connections ${usual(numberWords)}`;
    default:
      return `${metricWords(metric)} at ${numberWords(observed)} ${usual(numberWords)}`;
  }
}
