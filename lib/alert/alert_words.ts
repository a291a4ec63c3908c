/** Says in one line of plain words what an alert is about. @module */
import { SEVERITIES } from "../anomaly/anomaly.ts";
import { durationWords, numberWords, percentWords, scopeWords } from "../anomaly/words.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { AlertRuleRow } from "./alert_rule.ts";

const MINUTE_MS = 60_000;

/** What is told of a rule's alert. */
export interface AlertSubject {
  readonly scopeKind: string;
  readonly scope: string;
  readonly peakValue: number;
}

/** Writes the line; it holds whether the alert still fires or not. */
export function alertWords(rule: AlertRuleRow, { scopeKind, scope, peakValue }: AlertSubject): string {
  const where = scopeWords(scopeKind as ScopeKind, scope);
  if (rule.kind === "absence") return `no request in ${where} for ${durationWords(peakValue * MINUTE_MS)}`;
  if (rule.kind === "burn_rate") {
    return `objective "${rule.objective}" of ${where} burns its error budget at ${
      numberWords(peakValue)
    } times the rate of a ${rule.metric}`;
  }
  if (rule.metric === "incident_severity") return `${SEVERITIES[peakValue - 1]} incident in ${where}`;
  if (rule.metric === "anomaly_severity") return `${SEVERITIES[peakValue - 1]} anomaly in ${where}`;
  if (rule.metric === "anomaly_score") return `anomaly in ${where} with a score of ${peakValue}`;
  const side = rule.comparison === "at_least" ? "at least" : rule.comparison;
  const level = metricValue(rule.metric, rule.fire_level);
  return `${metricName(rule.metric)} of ${where} went to ${metricValue(rule.metric, peakValue)}, ${side} ${level} for ${
    durationWords(rule.for_minutes * MINUTE_MS)
  }`;
}

/**
 * Names a column of `kpis` without its unit.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(["p95_duration_ms", "server_error_ratio"].map(metricName), ["p95 duration", "server error ratio"]);
 * ```
 */
export function metricName(metric: string): string {
  return metric.replace(/_ms$/, "").replaceAll("_", " ");
}

/**
 * Writes a value of a column of `kpis` in its unit.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals([metricValue("p95_duration_ms", 1234), metricValue("error_ratio", 0.05)], ["1.2 s", "5 %"]);
 * ```
 */
export function metricValue(metric: string, value: number): string {
  if (metric.endsWith("_ms")) return value < 1_000 ? `${numberWords(value)} ms` : `${numberWords(value / 1_000)} s`;
  if (metric.endsWith("_ratio") || metric === "availability") return percentWords(value);
  return metric.endsWith("_per_second") ? `${numberWords(value)}/s` : numberWords(value);
}
