/** The charts of the overview. @module */
import { areaChart } from "../../chart/area_chart.ts";
import { barChart } from "../../chart/bar_chart.ts";
import { timeHeatmap } from "../../chart/heatmap.ts";
import { lineChart, type MarkedSpan } from "../../chart/line_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import { HALF, WIDE } from "../parts/sizes.ts";
import { latencyTitle, trafficTitle } from "../findings/traffic_findings.ts";
import type { PageContext, ViewRow } from "../page.ts";
import type { Figure } from "../parts/figure.ts";
import { latencyCells, latencyRows } from "../parts/latency_cells.ts";
import { sumScopes } from "../parts/scopes.ts";
import { meanOverRequests, numberOf, seriesOf, shifted, textOf, windowMs, windowOf } from "../parts/series.ts";
import { showCount, showLatency, showMoment, showNumber, showPercent } from "../parts/show.ts";

const NO_TRAFFIC = "No request is known of this time. Choose another time, or run deno task pipeline with your logs.";
const MOST_ROUTES = 12;

/** Makes the figures. */
export function overviewFigures(context: PageContext): Figure[] {
  return [
    traffic(context),
    latency(context),
    heatmap(context),
    objectives(context),
    capacity(context),
    routes(context),
  ];
}

/** Incidents as spans behind the lines. */
export function incidentSpans(rows: readonly ViewRow[], until: number): MarkedSpan[] {
  return rows.map((row) => ({
    from: numberOf(row, "opened_at") ?? 0,
    to: numberOf(row, "closed_at") ?? until,
    colour: theme[textOf(row, "severity") as "minor"] ?? theme.minor,
  }));
}

/** Where the minutes or requests behind a chart are. */
function drillOf({ scope, range }: PageContext): Figure["drill"] {
  const query = new URLSearchParams({ from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() });
  if (scope.kind !== "all") query.set("scope", `${scope.kind}:${scope.name}`);
  return { href: `/requests?${query}`, label: "Requests behind it" };
}

function traffic(context: PageContext): Figure {
  const rows = context.rows("windows");
  const { range, scope } = context;
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
  const title = trafficTitle(rows);
  return {
    id: "traffic",
    title,
    caption: "Requests a second by how they were answered",
    chart: rows.length === 0 ? null : areaChart(title, parts, { theme, ...WIDE, unit: "requests/s", domain }),
    empty: NO_TRAFFIC,
    columns: [
      { name: "window_start_at", label: "From (UTC)", show: showMoment },
      { name: "request_count", label: "Requests", show: showCount },
      { name: "error_ratio", label: "Errors", show: showPercent },
      { name: "server_error_ratio", label: "Server errors", show: showPercent },
    ],
    rows,
    read: readOfWindows(context),
    drill: drillOf(context)!,
    isWide: true,
    domain,
  };

  function readOfWindows(_context: PageContext) {
    return {
      view: "kpis",
      ...range,
      only: { window: [windowOf(range)], scope_kind: [scope.kind], scope: [scope.name] },
    };
  }
}

function latency(context: PageContext): Figure {
  const { range, scope, compare } = context;
  const rows = context.rows("windows");
  const stepMs = windowMs(windowOf(range));
  const domain = [range.from, range.to] as const;
  const title = latencyTitle(rows);
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
  const spans = incidentSpans(context.rows("incidents"), range.to);
  return {
    id: "latency",
    title,
    caption: "Latency percentiles, ms, on a logarithmic axis; incidents are shaded",
    chart: isTimed
      ? lineChart(title, lines, { theme, ...WIDE, unit: "ms", domain, spans, isLogarithmic: true, format: "~s" })
      : null,
    empty: rows.length === 0 ? NO_TRAFFIC : "These logs tell no durations: add them to the format of the log.",
    columns: [
      { name: "window_start_at", label: "From (UTC)", show: showMoment },
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
    drill: drillOf(context)!,
    isWide: true,
    domain,
  };
}

function heatmap(context: PageContext): Figure {
  const { range, scope } = context;
  const cells = latencyCells(context.rows("minutes"), range);
  const domain = [range.from, range.to] as const;
  const caption = "Requests by their duration; where one distribution becomes two, something new is slow";
  return {
    id: "latency-heatmap",
    title: "How durations are spread",
    caption,
    chart: cells.length === 0 ? null : timeHeatmap(caption, cells, {
      theme,
      ...HALF,
      unit: "requests",
      domain,
      rows: latencyRows(cells),
      isLogarithmic: true,
    }),
    empty: "No durations are known of the last 24 hours of this time.",
    columns: [
      { name: "from", label: "From (UTC)", show: showMoment },
      { name: "row", label: "Duration" },
      { name: "value", label: "Requests", show: showCount },
    ],
    rows: cells.map((cell) => ({ ...cell })),
    read: { view: "traffic_minutes", ...range, only: { scope_kind: [scope.kind], scope: [scope.name] } },
    domain,
  };
}

function objectives(context: PageContext): Figure {
  const rows = context.rows("objectives");
  const names = [...new Set(rows.map((row) => textOf(row, "objective")))];
  const colours = [theme.good, theme.p99, theme.retry, theme.clientError];
  const lines = names.slice(0, colours.length).map((name, place) => ({
    name,
    colour: colours[place]!,
    points: seriesOf(rows.filter((row) => row.objective === name), "budget_left_ratio", 3_600_000, "hour_at"),
  }));
  const worst =
    context.rows("standings").toSorted((a, b) =>
      (numberOf(a, "budget_left_ratio") ?? 1) - (numberOf(b, "budget_left_ratio") ?? 1)
    )[0];
  const moments = rows.map((row) => numberOf(row, "hour_at") ?? 0);
  const domain = [Math.min(...moments), Math.max(...moments) + 3_600_000] as const;
  const title = budgetTitle(worst);
  return {
    id: "objectives",
    title,
    caption: "Error budget left, hour by hour of the objective's window",
    chart: rows.length === 0 ? null : lineChart(title, lines, {
      theme,
      unit: "budget left",
      domain,
      format: ".0%",
      limit: { value: 0, name: "spent" },
    }),
    empty: "No objective has been measured: name yours in slo.json.",
    columns: [
      { name: "hour_at", label: "Hour (UTC)", show: showMoment },
      { name: "objective", label: "Objective" },
      { name: "budget_left_ratio", label: "Budget left", show: showPercent },
      { name: "bad_count", label: "Bad events", show: showCount },
    ],
    rows,
    read: { view: "slo_burn_down", from: null, to: null },
  };
}

function capacity(context: PageContext): Figure {
  const rows = context.rows("capacity").filter((row) => numberOf(row, "limit_requests_per_second") !== null);
  const bars = rows.map((row) => {
    const used = 1 - (numberOf(row, "headroom_ratio") ?? 0);
    const name = row.scope_kind === "all" ? "all traffic" : textOf(row, "scope");
    return { name, value: used, colour: used > 1 ? theme.critical : used > 0.8 ? theme.moderate : theme.good };
  });
  const caption = "Busiest throughput as a share of the limit that CPU or the load curve tells";
  const whole = rows.find((row) => row.scope_kind === "all");
  return {
    id: "capacity",
    title: whole === undefined
      ? "How much capacity is used"
      : `At its busiest the service uses ${showPercent(1 - (numberOf(whole, "headroom_ratio") ?? 0))} of its capacity`,
    caption,
    chart: bars.length === 0
      ? null
      : barChart(caption, bars, { theme, width: HALF.width, unit: "of the limit", format: ".0%" }),
    empty: "No limit can be told yet: it takes server metrics, or a load that varied more.",
    columns: [
      { name: "scope", label: "Scope" },
      { name: "busiest_requests_per_second", label: "Busiest, 1/s", show: showNumber },
      { name: "limit_requests_per_second", label: "Limit, 1/s", show: showNumber },
      { name: "headroom_ratio", label: "Headroom", show: showPercent },
    ],
    rows,
    read: { view: "capacity_current", from: null, to: null },
    drill: { href: "/infrastructure#load-curve", label: "Load curve" },
  };
}

function routes(context: PageContext): Figure {
  const byRoute = sumScopes(context.rows("parts"), "route").filter(({ name }) => name !== "(none)");
  const kind = byRoute.length > 0 ? "route" : "server";
  const sums = (kind === "route" ? byRoute : sumScopes(context.rows("parts"), kind)).slice(0, MOST_ROUTES);
  const rows = sums.map(({ name, requests, rows: list }) => ({
    name,
    requests,
    server_error_ratio: meanOverRequests(list, "server_error_ratio"),
    p95_duration_ms: meanOverRequests(list, "p95_duration_ms"),
  }));
  const bars = rows.flatMap(({ name, requests, server_error_ratio }) => {
    const failed = requests * (server_error_ratio ?? 0);
    return [
      { name, value: failed, colour: theme.serverError, part: "server errors" },
      { name, value: requests - failed, colour: theme.good, part: "others" },
    ];
  });
  const slowest = rows.toSorted((a, b) => (b.p95_duration_ms ?? 0) - (a.p95_duration_ms ?? 0))[0];
  const title = slowest === undefined || slowest.p95_duration_ms === null
    ? `The busiest ${kind}s`
    : `Of the busiest ${kind}s ${slowest.name} is the slowest: p95 ${showLatency(slowest.p95_duration_ms)}`;
  return {
    id: "busiest",
    title,
    caption: `Requests of the busiest ${kind}s`,
    chart: bars.length === 0
      ? null
      : barChart(title, bars, { theme, width: HALF.width, unit: "requests", format: "~s" }),
    empty: NO_TRAFFIC,
    columns: [
      { name: "name", label: kind === "route" ? "Route" : "Server", isText: true },
      { name: "requests", label: "Requests", show: showCount },
      { name: "server_error_ratio", label: "Server errors", show: showPercent },
      { name: "p95_duration_ms", label: "p95", show: showLatency },
    ],
    rows,
    read: { view: "kpis", ...context.range, only: { window: ["hour"], scope_kind: [kind] } },
  };
}

function budgetTitle(worst: ViewRow | undefined): string {
  const left = numberOf(worst, "budget_left_ratio");
  if (left === null) return "Error budgets";
  const name = textOf(worst, "objective");
  return left < 0
    ? `The error budget of ${name} is overspent by ${showPercent(-left)}`
    : `${showPercent(left)} of the error budget of ${name} is left`;
}
