/** The charts of the overview. @module */
import { areaChart } from "../../chart/area_chart.ts";
import { timeHeatmap } from "../../chart/heatmap.ts";
import { lineChart, type MarkedSpan } from "../../chart/line_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import { HALF, WIDE } from "../parts/sizes.ts";
import { busiest, capacity, NO_TRAFFIC, objectives } from "./standing_figures.ts";
import { latencyTitle, spreadTitle, trafficTitle } from "../findings/traffic_findings.ts";
import type { PageContext, PageRange, ViewRow } from "../page.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { latencyCells, type LatencyRow, latencyStepMs, wholeSketch } from "../parts/latency_cells.ts";
import { numberOf, seriesOf, shifted, textOf, windowMs, windowOf } from "../parts/series.ts";
import { showCount, showLatency, showPercent } from "../parts/show.ts";

/** Makes the figures. */
export function overviewFigures(context: PageContext): Figure[] {
  return [
    traffic(context),
    latency(context),
    heatmap(context),
    objectives(context),
    capacity(context),
    busiest(context),
  ];
}

/** Incidents as spans behind the lines. */
export function incidentSpans(rows: readonly ViewRow[], { from, to }: PageRange): MarkedSpan[] {
  return rows.map((row) => ({
    from: Math.max(from, numberOf(row, "opened_at") ?? from),
    to: Math.min(to, numberOf(row, "closed_at") ?? to),
    colour: theme[textOf(row, "severity") as "minor"] ?? theme.minor,
  }));
}

function traffic(context: PageContext): Figure {
  const rows = context.rows("windows");
  const { range, scope, zone } = context;
  const part = (name: string, colour: string, shareOf: (row: ViewRow) => number) => ({
    name,
    colour,
    points: rows.map((row) => ({
      at: numberOf(row, "window_start_at") ?? 0,
      value: (numberOf(row, "requests_per_second") ?? 0) * shareOf(row),
    })),
  });
  const errors = (row: ViewRow) => numberOf(row, "error_ratio") ?? 0;
  const ofServer = (row: ViewRow) => numberOf(row, "server_error_ratio") ?? 0;
  const parts = [
    part("server errors", theme.serverError, ofServer),
    part("client errors", theme.clientError, (row) => errors(row) - ofServer(row)),
    part("answered well", theme.good, (row) => 1 - errors(row)),
  ];
  const domain = [range.from, range.to] as const;
  const stepMs = windowMs(windowOf(range));
  const title = trafficTitle(rows, scope, zone);
  return {
    id: "traffic",
    title,
    caption: "Requests a second by how they were answered",
    chart: rows.length === 0
      ? null
      : areaChart(title, parts, { theme, zone, ...WIDE, unit: "requests/s", domain, stepMs }),
    empty: NO_TRAFFIC,
    columns: [
      { name: "window_start_at", label: "From", isMoment: true },
      { name: "request_count", label: "Requests", show: showCount },
      { name: "error_ratio", label: "Errors", show: showPercent },
      { name: "server_error_ratio", label: "Server errors", show: showPercent },
    ],
    rows,
    read: {
      view: "kpis",
      ...range,
      only: { window: [windowOf(range)], scope_kind: [scope.kind], scope: [scope.name] },
    },
    drill: requestsBehind(context),
    drillsOfParts: [
      requestsBehind(context, "Those that failed", { status: "failed" }),
      requestsBehind(context, "Those with client errors", { status: "4xx" }),
    ],
    isWide: true,
    domain,
    pointing: { time: "window_start_at", lasts: windowMs(windowOf(range)) },
  };
}

function latency(context: PageContext): Figure {
  const { range, scope, compare, zone } = context;
  const rows = context.rows("windows");
  const stepMs = windowMs(windowOf(range));
  const domain = [range.from, range.to] as const;
  const title = latencyTitle(rows, zone);
  const before = shifted(seriesOf(context.rows("before"), "p95_duration_ms", stepMs), range.to - range.from);
  const lines = [
    { name: "p50", colour: theme.p50, points: seriesOf(rows, "p50_duration_ms", stepMs) },
    { name: "p95", colour: theme.p95, points: seriesOf(rows, "p95_duration_ms", stepMs) },
    { name: "p99", colour: theme.p99, points: seriesOf(rows, "p99_duration_ms", stepMs) },
    ...(compare === null || before.length === 0
      ? []
      : [{ name: "p95 before", colour: theme.muted, points: before, isBackground: true }]),
  ];
  const isTimed = rows.some((row) => numberOf(row, "p50_duration_ms") !== null);
  const spans = incidentSpans(context.rows("incidents"), range);
  return {
    id: "latency",
    title,
    caption: "Latency percentiles, ms, on a logarithmic axis; incidents are shaded",
    chart: isTimed
      ? lineChart(title, lines, { theme, zone, ...WIDE, unit: "ms", domain, spans, isLogarithmic: true, format: "~s" })
      : null,
    empty: rows.length === 0 ? NO_TRAFFIC : "These logs tell no durations: add them to the format of the log.",
    columns: [
      { name: "window_start_at", label: "From", isMoment: true },
      { name: "p50_duration_ms", label: "p50", show: showLatency },
      { name: "p95_duration_ms", label: "p95", show: showLatency },
      { name: "p99_duration_ms", label: "p99", show: showLatency },
    ],
    rows,
    read: {
      view: "kpis",
      ...range,
      only: { window: [windowOf(range)], scope_kind: [scope.kind], scope: [scope.name] },
    },
    drill: requestsBehind(context),
    isWide: true,
    domain,
    pointing: { time: "window_start_at", lasts: windowMs(windowOf(range)) },
  };
}

function heatmap(context: PageContext): Figure {
  const { range, scope } = context;
  const { cells, rows } = latencyCells(context.rows("latencies"), latencyStepMs(range));
  const names = rows.map(({ label }) => label);
  const domain = [range.from, range.to] as const;
  const caption = "Requests by their duration; where one distribution becomes two, something new is slow";
  return {
    id: "latency-heatmap",
    title: spreadTitle(wholeSketch(context.rows("latencies"))),
    caption,
    chart: cells.length === 0 ? null : timeHeatmap(caption, cells, {
      theme,
      zone: context.zone,
      ...HALF,
      unit: "requests",
      domain,
      rows: names,
      isLogarithmic: true,
    }),
    empty: "No durations are known of this time.",
    columns: [
      { name: "from", label: "From", isMoment: true },
      { name: "row", label: "Duration" },
      { name: "value", label: "Requests", show: showCount },
    ],
    rows: cells.map((cell) => ({ ...cell })),
    read: { view: "traffic_minutes", ...range, only: { scope_kind: [scope.kind], scope: [scope.name] } },
    drill: requestsBehind(context),
    domain,
    pointing: { time: "from", lasts: "to", name: "row", names, queries: rows.map(queryOf) },
  };
}

/** Leads to the requests of a row; the shortest durations are all in the last. */
function queryOf({ leastMs, belowMs }: LatencyRow, place: number, rows: readonly LatencyRow[]): string {
  const least = place === rows.length - 1 ? 0 : Number(leastMs.toPrecision(6));
  return new URLSearchParams({ min_ms: String(least), max_ms: String(Number(belowMs.toPrecision(6))) }).toString();
}
