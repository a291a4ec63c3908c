/** Reads the series that anomalies are looked for in, out of minutes and server metrics. @module */
import type { MetricKind, Point, Series } from "../anomaly/detector.ts";
import type { DuckDb } from "../duckdb/duckdb.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";

const MINUTE_MS = 60_000;

/** The metrics of a scope that are watched, and what kind of number each is. */
const TRAFFIC_METRICS = {
  request_count: "count",
  server_error_ratio: "ratio",
  p95_duration_ms: "latency",
  retry_ratio: "ratio",
} as const satisfies Readonly<Record<string, MetricKind>>;

const SERVER_METRICS_WATCHED = {
  cpu_usage_percent: "gauge",
  memory_usage_percent: "gauge",
  backend_health_failures: "count",
} as const satisfies Readonly<Record<string, MetricKind>>;

interface TrafficRow extends Readonly<Record<keyof typeof TRAFFIC_METRICS, number | null>> {
  readonly at: number;
  readonly scope_kind: ScopeKind;
  readonly scope: string;
  readonly request_count: number;
}

interface ServerRow extends Readonly<Record<keyof typeof SERVER_METRICS_WATCHED, number | null>> {
  readonly at: number;
  readonly server_id: string;
}

/**
 * Reads the series of a span of time.
 *
 * Kinds of scope with a single scope repeat what `all` says and are left out, as are `(none)` and `(other)`; of routes the busiest are read.
 *
 * @param from start of the span, ms since 1970
 * @param to end of the span, not included
 */
export async function readSeries(database: DuckDb, from: number, to: number): Promise<Series[]> {
  const variables = { series_from: from, series_to: to };
  await database.runFile("transforms/watched_traffic", variables);
  const traffic = await database.rows<TrafficRow>('select * from watched_traffic order by scope_kind, scope, "at"');
  await database.runFile("transforms/watched_servers", variables);
  const servers = await database.rows<ServerRow>('select * from watched_servers order by server_id, "at"');
  return [
    ...seriesOf(traffic, TRAFFIC_METRICS, (row) => [row.scope_kind, row.scope], (row) => row.request_count),
    ...seriesOf(servers, SERVER_METRICS_WATCHED, (row) => ["server", row.server_id], () => 1),
  ];
}

/** Makes one series a scope and metric of rows that come scope by scope in order of time. */
function seriesOf<Metric extends string, R extends Readonly<Record<Metric, number | null>> & { readonly at: number }>(
  rows: readonly R[],
  metrics: Readonly<Record<Metric, MetricKind>>,
  scopeOf: (row: R) => [ScopeKind, string],
  sampleCountOf: (row: R) => number,
): Series[] {
  const scopes = Map.groupBy(rows, (row) => scopeOf(row).join("\0"));
  return [...scopes.values()].flatMap((ofScope) => {
    const [scopeKind, scope] = scopeOf(ofScope[0]!);
    return (Object.entries(metrics) as [Metric, MetricKind][]).map(([metric, kind]) => {
      const points: Point[] = ofScope.map((row) => ({
        at: row.at,
        value: row[metric],
        sampleCount: sampleCountOf(row),
      }));
      return { scopeKind, scope, metric, kind, windowMs: MINUTE_MS, points };
    });
  });
}
