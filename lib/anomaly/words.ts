/** Says numbers and scopes in the plain words of explanations and summaries. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/**
 * Says a ratio in percent, with one digit below 10 %.
 *
 * @example
 * ```ts
 * import { percentWords } from "./words.ts";
 *
 * percentWords(0.004); // "0.4 %"
 * ```
 */
export function percentWords(ratio: number): string {
  const percent = 100 * ratio;
  return `${Math.abs(percent) < 9.95 ? trimmed(percent.toFixed(1)) : percent.toFixed(0)} %`;
}

/** Says a number with about three digits. */
export function numberWords(value: number): string {
  if (Math.abs(value) >= 99.95) return value.toFixed(0);
  return trimmed(value.toFixed(Math.abs(value) < 0.995 ? 2 : 1));
}

/** Says a latency in milliseconds, or in seconds from one on. */
export function latencyWords(ms: number): string {
  return ms < 999.5 ? `${numberWords(ms)} ms` : `${numberWords(ms / 1_000)} s`;
}

/** Says a duration in minutes, or in hours from two of them on. */
export function durationWords(durationMs: number): string {
  const minutes = Math.round(durationMs / MINUTE_MS);
  if (minutes === 1) return "1 minute";
  return minutes < 2 * HOUR_MINUTES ? `${minutes} minutes` : `${numberWords(minutes / HOUR_MINUTES)} hours`;
}

/** Names a scope so that it stands in a sentence: servers by their name, other kinds with their kind. */
export function scopeWords(scopeKind: ScopeKind, scope: string): string {
  if (scopeKind === "all") return "the whole service";
  return scopeKind === "server" ? scope : `${scopeKind} ${scope}`;
}

const METRIC_WORDS: Readonly<Record<string, string>> = {
  request_count: "requests",
  server_error_ratio: "server errors",
  p95_duration_ms: "the 95th percentile of latency",
  retry_ratio: "retries",
  cpu_usage_percent: "CPU",
  memory_usage_percent: "memory",
  disk_usage_percent: "disk",
  backend_health_failures: "failed health checks",
};

/** Names a metric so that it stands in a sentence; one that has no words goes by those of its column. */
export function metricWords(metric: string): string {
  return METRIC_WORDS[metric] ?? metric.replaceAll("_", " ");
}

function trimmed(digits: string): string {
  return digits.replace(/\.?0+$/, "") || "0";
}
