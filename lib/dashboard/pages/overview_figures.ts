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
import { showCount, showLatency, showNumber } from "../parts/show.ts";

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

/** A window's requests a second by how they were answered. */
interface AnsweredRates {
  readonly window_start_at: number;
  readonly request_count: number;
  readonly server_errors_per_second: number;
  readonly client_errors_per_second: number;
  readonly answered_well_per_second: number;
}

function answeredRates(row: ViewRow): AnsweredRates {
  const [rate, errors, ofServer] = ["requests_per_second", "error_ratio", "server_error_ratio"].map((column) =>
    numberOf(row, column) ?? 0
  ) as [number, number, number];
  return {
    window_start_at: numberOf(row, "window_start_at") ?? 0,
    request_count: numberOf(row, "request_count") ?? 0,
    server_errors_per_second: rate * ofServer,
    client_errors_per_second: rate * (errors - ofServer),
    answered_well_per_second: rate * (1 - errors),
  };
}

function traffic(context: PageContext): Figure {
  const windows = context.rows("windows");
  const { range, scope, zone } = context;
  const rows = windows.map(answeredRates);
  const part = (name: string, colour: string, column: keyof AnsweredRates) => ({
    name,
    colour,
    points: rows.map((row) => ({ at: row.window_start_at, value: row[column] })),
  });
  const parts = [
    part("server errors", theme.serverError, "server_errors_per_second"),
    part("client errors", theme.clientError, "client_errors_per_second"),
    part("answered well", theme.good, "answered_well_per_second"),
  ];
  const domain = [range.from, range.to] as const;
  const stepMs = windowMs(windowOf(range));
  const title = trafficTitle(windows, scope, zone);
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
      { name: "server_errors_per_second", label: "Server errors, 1/s", show: showNumber },
      { name: "client_errors_per_second", label: "Client errors, 1/s", show: showNumber },
      { name: "answered_well_per_second", label: "Answered well, 1/s", show: showNumber },
    ],
    rows: rows.map((row) => ({ ...row })),
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
  const { range, compare, zone } = context;
  const rows = context.rows("windows");
  const stepMs = windowMs(windowOf(range));
  const domain = [range.from, range.to] as const;
  const title = latencyTitle(rows, zone);
  const before = shifted(seriesOf(context.rows("before"), "p95_duration_ms", stepMs), range.to - range.from);
  const isCompared = compare !== null && before.length > 0;
  const earlier = new Map(before.map(({ at, value }) => [at, value]));
  const lines = [
    { name: "p50", colour: theme.p50, points: seriesOf(rows, "p50_duration_ms", stepMs) },
    { name: "p95", colour: theme.p95, points: seriesOf(rows, "p95_duration_ms", stepMs) },
    { name: "p99", colour: theme.p99, points: seriesOf(rows, "p99_duration_ms", stepMs) },
    ...isCompared ? [{ name: "p95 before", colour: theme.muted, points: before, isBackground: true }] : [],
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
      ...isCompared ? [{ name: "p95_before_ms", label: "p95 before", show: showLatency }] : [],
    ],
    rows: rows.map((row) => ({ ...row, p95_before_ms: earlier.get(numberOf(row, "window_start_at") ?? 0) ?? null })),
    drill: requestsBehind(context),
    isWide: true,
    domain,
    pointing: { time: "window_start_at", lasts: windowMs(windowOf(range)) },
  };
}

function heatmap(context: PageContext): Figure {
  const { range } = context;
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
