/** Any series of a scope, with the band that its past led us to expect. @module */
import type { MetricKind, Point } from "../../anomaly/detector.ts";
import { expectedBand, type ExpectedWindow } from "../../anomaly/expected_band.ts";
import { lineChart } from "../../chart/line_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import type { ScopeKind } from "../../traffic/traffic_minute.ts";
import { escapeHtml } from "../html.ts";
import type { PageContext, PageQuery, ViewRead, ViewRow } from "../page.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { numberOf, seriesOf } from "../parts/series.ts";
import { type Show, showCount, showLatency, showNumber, showPercent, showPercentage } from "../parts/show.ts";
import { WIDE } from "../parts/sizes.ts";
import { incidentSpans } from "./overview_figures.ts";

interface Metric {
  readonly kind: MetricKind;
  readonly label: string;
  /** Title of the axis. */
  readonly unit: string;
  readonly show: Show;
}

const ratio = (label: string): Metric => ({ kind: "ratio", label, unit: "share of requests", show: showPercent });
const latency = (label: string): Metric => ({ kind: "latency", label, unit: "ms", show: showLatency });
const used = (label: string): Metric => ({ kind: "gauge", label, unit: "percent", show: showPercentage });

/** Metrics of traffic, as `kpis` has them for every scope. */
const TRAFFIC_METRICS: Readonly<Record<string, Metric>> = {
  request_count: { kind: "count", label: "Requests a minute", unit: "requests", show: showCount },
  error_ratio: ratio("Errors"),
  server_error_ratio: ratio("Server errors"),
  retry_ratio: { ...ratio("Retries"), unit: "retries a request" },
  avg_duration_ms: latency("Mean latency"),
  p50_duration_ms: latency("Median latency"),
  p95_duration_ms: latency("95th percentile"),
  p99_duration_ms: latency("99th percentile"),
  concurrency: { kind: "gauge", label: "Requests in flight", unit: "requests", show: showNumber },
};

/** Metrics of machines, as `server_metrics` has them for servers. */
const SERVER_METRICS: Readonly<Record<string, Metric>> = {
  cpu_usage_percent: used("CPU"),
  memory_usage_percent: used("Memory"),
  disk_usage_percent: used("Disk"),
  active_connections: { kind: "gauge", label: "Connections", unit: "connections", show: showNumber },
};

const USUAL_METRIC = "p95_duration_ms";
const MINUTE_MS = 60_000;

/** Minutes of a series before anything is expected of it. */
export const FEWEST_MINUTES = 30;

/** Time before a span from which what is expected in it is learnt, ms. */
const LEARNT_FROM_MS = 24 * 3_600_000;

function metricsOf({ scope }: PageQuery): Readonly<Record<string, Metric>> {
  return scope.kind === "server" ? { ...TRAFFIC_METRICS, ...SERVER_METRICS } : TRAFFIC_METRICS;
}

function chosenOf(query: PageQuery): string {
  const wanted = query.parameters.get("metric") ?? "";
  return Object.hasOwn(metricsOf(query), wanted) ? wanted : USUAL_METRIC;
}

/** Names the rows that hold the chosen series and what it is learnt from. */
export function seriesRead(query: PageQuery): ViewRead {
  const { range, scope } = query;
  const span = { from: range.from - LEARNT_FROM_MS, to: range.to };
  return Object.hasOwn(SERVER_METRICS, chosenOf(query))
    ? { view: "server_metrics", ...span, only: { server_id: [scope.name] } }
    : { view: "kpis", ...span, only: { window: ["minute"], scope_kind: [scope.kind], scope: [scope.name] } };
}

/** Renders the field of the filters that chooses the metric. */
export function renderMetricField(query: PageQuery): string {
  const chosen = chosenOf(query);
  const options = Object.entries(metricsOf(query)).map(([name, { label }]) =>
    `<option value="${name}"${name === chosen ? " selected" : ""}>${escapeHtml(label)}</option>`
  );
  return `<label>Metric <select name="metric">${options.join("")}</select></label>\n`;
}

/** Draws the chosen metric of the chosen scope. */
export function expectedFigure(context: PageContext): Figure {
  const { range, scope, zone } = context;
  const metric = chosenOf(context);
  const { kind, label, unit, show } = metricsOf(context)[metric]!;
  const points = minutesOf(context.rows("series"), metric);
  const series = { scopeKind: scope.kind as ScopeKind, scope: scope.name, metric, kind, windowMs: MINUTE_MS, points };
  const windows = expectedBand(series).filter(({ at }) => at >= range.from);
  const shown = points.filter(({ at }) => at >= range.from).map(({ at, value }): ViewRow => ({ at, value }));
  const outside = windows.filter(isOutside).length;
  const where = scope.kind === "all" ? "" : ` of ${scope.kind} ${scope.name}`;
  const title = windows.length === 0
    ? `${label}${where}: what is expected of it cannot be told yet`
    : `${label}${where}: ${outside} of ${windows.length} minutes outside what was expected`;
  const domain = [range.from, range.to] as const;
  const isLogarithmic = kind === "latency";
  return {
    id: "expected",
    title,
    caption: "Observed, and the band that 99 % of calm minutes lie in; incidents are shaded",
    chart: windows.length === 0
      ? null
      : lineChart(title, [{ name: label, colour: theme.p95, points: seriesOf(shown, "value", MINUTE_MS, "at") }], {
        theme,
        zone,
        ...WIDE,
        unit,
        domain,
        isLogarithmic,
        ...(kind === "ratio" ? { format: ".0%" } : isLogarithmic ? { format: "~s" } : {}),
        band: bandOf(windows, isLogarithmic),
        spans: incidentSpans(context.rows("incidents"), range),
      }),
    empty: `Nothing can be expected yet: ${FEWEST_MINUTES} minutes of it are needed.`,
    columns: [
      { name: "at", label: "Minute", isMoment: true },
      { name: "observed", label: "Observed", show },
      { name: "expected", label: "Expected", show },
      { name: "lower", label: "Lower", show },
      { name: "upper", label: "Upper", show },
    ],
    rows: windows.map((window) => ({ ...window })),
    drill: requestsBehind(context),
    isWide: true,
    domain,
    pointing: { time: "at", lasts: MINUTE_MS },
  };
}

/** The minutes of a series; of several samples in one their mean. */
function minutesOf(rows: readonly ViewRow[], metric: string): Point[] {
  const minutes = Map.groupBy(rows, (row) => {
    const at = numberOf(row, "window_start_at") ?? numberOf(row, "timestamp") ?? 0;
    return Math.floor(at / MINUTE_MS) * MINUTE_MS;
  });
  return [...minutes].map(([at, samples]) => {
    const values = samples.flatMap((row) => numberOf(row, metric) ?? []);
    const value = values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;
    return { at, value, sampleCount: numberOf(samples[0], "request_count") ?? 1 };
  });
}

function isOutside({ observed, lower, upper }: ExpectedWindow): boolean {
  return observed !== null && (observed < lower || observed > upper);
}

/** On a logarithmic axis, which has no zero, a band that reaches it ends at the least that was seen. */
function bandOf(windows: readonly ExpectedWindow[], isLogarithmic: boolean): readonly ExpectedWindow[] {
  if (!isLogarithmic) return windows;
  const least = Math.min(...windows.flatMap(({ observed }) => observed !== null && observed > 0 ? [observed] : []));
  if (!Number.isFinite(least)) return [];
  return windows.map((window) => ({ ...window, lower: Math.max(window.lower, least) }))
    .filter(({ lower, upper }) => upper >= lower);
}
