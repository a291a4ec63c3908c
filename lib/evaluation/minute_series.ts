/**
 * Series of synthetic requests and server samples, a point a minute, as the analysis would read them from its minutes:
 * the same metrics of the same scopes, without the files between. @module
 */
import type { MetricKind, Point, Series } from "../anomaly/detector.ts";
import type { SyntheticRequest } from "../synthetic/request.ts";
import type { ServerMetricRow } from "../telemetry/server_metric.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";

const MINUTE_MS = 60_000;

/** The requests of one scope in the running minute. */
interface Cell {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  requests: number;
  failures: number;
  retries: number;
  durationsMs: number[];
}

/** Rolls requests up to a point a minute, scope and metric. */
export class MinuteSeries {
  readonly #cells = new Map<string, Cell>();
  readonly #series = new Map<string, Omit<Series, "points"> & { readonly points: Point[] }>();

  /** Lists the series so far. */
  list(): Series[] {
    return [...this.#series.values()];
  }

  /** Counts a request in the running minute of a scope. */
  addRequest(scopeKind: ScopeKind, scope: string, { status, retry, durationMs }: SyntheticRequest): void {
    const cell = this.#cellOf(scopeKind, scope);
    cell.requests++;
    if (status >= 500) cell.failures++;
    if (retry > 0) cell.retries++;
    cell.durationsMs.push(durationMs);
  }

  /** Ends the running minute. @param at its start, ms since 1970 */
  closeMinute(at: number): void {
    for (const { scopeKind, scope, requests: sampleCount, failures, retries, durationsMs } of this.#cells.values()) {
      const add = (metric: string, kind: MetricKind, value: number) =>
        this.#push(scopeKind, scope, metric, kind, { at, value, sampleCount });
      add("request_count", "count", sampleCount);
      add("server_error_ratio", "ratio", failures / sampleCount);
      add("retry_ratio", "ratio", retries / sampleCount);
      durationsMs.sort((a, b) => a - b);
      add("p95_duration_ms", "latency", durationsMs[Math.ceil(0.95 * sampleCount) - 1]!);
    }
    this.#cells.clear();
  }

  /** Adds what a server reports of itself. */
  addSample(row: ServerMetricRow): void {
    const add = (metric: keyof ServerMetricRow & string, kind: MetricKind) =>
      this.#push("server", row.server_id, metric, kind, {
        at: row.timestamp,
        value: row[metric] as number,
        sampleCount: 1,
      });
    add("cpu_usage_percent", "gauge");
    add("memory_usage_percent", "gauge");
    add("backend_health_failures", "count");
  }

  #cellOf(scopeKind: ScopeKind, scope: string): Cell {
    const key = `${scopeKind} ${scope}`;
    const cell = this.#cells.get(key) ??
      { scopeKind, scope, requests: 0, failures: 0, retries: 0, durationsMs: [] };
    this.#cells.set(key, cell);
    return cell;
  }

  #push(scopeKind: ScopeKind, scope: string, metric: string, kind: MetricKind, point: Point): void {
    const key = `${scopeKind} ${scope} ${metric}`;
    const series = this.#series.get(key) ??
      { scopeKind, scope, metric, kind, windowMs: MINUTE_MS, points: [] };
    this.#series.set(key, series);
    series.points.push(point);
  }
}
