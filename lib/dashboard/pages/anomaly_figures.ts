/** The charts of the page of anomalies. @module */
import type { MetricKind, Series } from "../../anomaly/detector.ts";
import { expectedBand } from "../../anomaly/expected_band.ts";
import { barChart } from "../../chart/bar_chart.ts";
import { correlationMatrix } from "../../chart/heatmap.ts";
import { lineChart } from "../../chart/line_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import { timeline } from "../../chart/timeline.ts";
import type { ScopeKind } from "../../traffic/traffic_minute.ts";
import { correlations } from "../findings/correlations.ts";
import type { PageContext, ViewRow } from "../page.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { numberOf, seriesOf, textOf } from "../parts/series.ts";
import { showCount, showMoment, showNumber, showText } from "../parts/show.ts";
import { HALF, WIDE } from "../parts/sizes.ts";
import { incidentSpans } from "./overview_figures.ts";

const SEVERITY_COLOURS = { minor: theme.minor, moderate: theme.moderate, critical: theme.critical } as const;
const METRICS: Readonly<Record<string, { readonly kind: MetricKind; readonly label: string; readonly unit: string }>> =
  {
    request_count: { kind: "count", label: "Requests a minute", unit: "requests" },
    server_error_ratio: { kind: "ratio", label: "Server errors", unit: "share of requests" },
    p95_duration_ms: { kind: "latency", label: "95th percentile", unit: "ms" },
    retry_ratio: { kind: "ratio", label: "Retries", unit: "retries a request" },
  };
const CORRELATED = ["request_count", "server_error_ratio", "p95_duration_ms", "retry_ratio", "concurrency"];
const MOST_BARS = 12;

/** Makes the figures. */
export function anomalyFigures(context: PageContext): Figure[] {
  return [severities(context), expected(context), ...distributions(context), matrix(context)];
}

function severities(context: PageContext): Figure {
  const { range } = context;
  const rows = context.rows("incidents").map((row) => ({
    ...row,
    where: row.scope_kind === "all" ? "whole service" : `${textOf(row, "scope_kind")} ${textOf(row, "scope")}`,
  }));
  const spans = rows.map((row: ViewRow) => ({
    row: textOf(row, "where"),
    from: numberOf(row, "opened_at")!,
    to: numberOf(row, "closed_at") ?? range.to,
    kind: textOf(row, "severity"),
  }));
  const critical = spans.filter(({ kind }) => kind === "critical").length;
  const title = rows.length === 0 ? "No incident" : `${rows.length} incidents, ${critical} of them critical`;
  const domain = [range.from, range.to] as const;
  return {
    id: "severity",
    title,
    caption: "When and where, by severity",
    chart: rows.length === 0
      ? null
      : timeline(title, spans, { theme, width: WIDE.width, domain, kinds: SEVERITY_COLOURS }),
    empty: "Nothing departed from what was expected in this time.",
    columns: [
      { name: "opened_at", label: "Opened (UTC)", show: showMoment },
      { name: "closed_at", label: "Closed", show: showMoment },
      { name: "severity", label: "Severity" },
      { name: "where", label: "Where" },
      { name: "summary", label: "What", isText: true },
    ],
    rows,
    read: { view: "incidents", ...range },
    drill: requestsBehind(context),
    isWide: true,
    domain,
    pointing: {
      time: "opened_at",
      lasts: "closed_at",
      name: "where",
      names: [...new Set(rows.map(({ where }) => where))],
    },
  };
}

function expected(context: PageContext): Figure {
  const { range, scope, parameters } = context;
  const wanted = parameters.get("metric") ?? "";
  const metric = Object.hasOwn(METRICS, wanted) ? wanted : "p95_duration_ms";
  const { kind, label, unit } = METRICS[metric]!;
  const rows = context.rows("windows");
  const points = rows.map((row) => ({
    at: numberOf(row, "window_start_at")!,
    value: numberOf(row, metric),
    sampleCount: numberOf(row, "request_count") ?? 0,
  }));
  const series: Series = {
    scopeKind: scope.kind as ScopeKind,
    scope: scope.name,
    metric,
    kind,
    windowMs: 60_000,
    points,
  };
  const band = expectedBand(series).filter(({ at }) => at >= range.from);
  const outside =
    band.filter(({ observed, lower, upper }) => observed !== null && (observed < lower || observed > upper)).length;
  const shown = rows.filter((row) => numberOf(row, "window_start_at")! >= range.from);
  const domain = [range.from, range.to] as const;
  const title = `${label}: ${outside} of ${band.length} minutes outside what was expected`;
  const lines = [{ name: label, colour: theme.p95, points: seriesOf(shown, metric, 60_000) }];
  return {
    id: "expected",
    title,
    caption:
      "Observed, and the band that 99 % of calm minutes lie in; incidents are shaded. Choose the metric with ?metric=…",
    chart: band.length === 0 ? null : lineChart(title, lines, {
      theme,
      ...WIDE,
      unit,
      domain,
      band,
      spans: incidentSpans(context.rows("incidents"), range.to),
    }),
    empty: "Nothing can be expected yet: half an hour of minutes is needed.",
    columns: [
      { name: "at", label: "Minute (UTC)", show: showMoment },
      { name: "observed", label: "Observed", show: showNumber },
      { name: "expected", label: "Expected", show: showNumber },
      { name: "lower", label: "Lower", show: showNumber },
      { name: "upper", label: "Upper", show: showNumber },
    ],
    rows: band.map((window) => ({ ...window })),
    read: { view: "anomalies", ...range },
    drill: requestsBehind(context),
    isWide: true,
    domain,
    pointing: { time: "at", lasts: 60_000 },
  };
}

function distributions(context: PageContext): Figure[] {
  return ["server", "region"].map((kind) => {
    const rows = context.rows("anomalies").filter((row) => row.scope_kind === kind);
    const counts = countBy(rows);
    const bars = counts.map(({ scope, severity, count }) => ({
      name: scope,
      value: count,
      colour: SEVERITY_COLOURS[severity as "minor"] ?? theme.minor,
      part: severity,
    }));
    const [first] = counts;
    const title = first === undefined
      ? `Anomalies by ${kind}`
      : `${first.scope} has the most anomalous minutes of all ${kind}s`;
    return {
      id: `by-${kind}`,
      title,
      caption: `Anomalous minutes by ${kind} and severity`,
      chart: bars.length === 0 ? null : barChart(title, bars, { theme, width: HALF.width, unit: "anomalous minutes" }),
      empty: `No ${kind} departed from what was expected.`,
      columns: [
        { name: "scope", label: kind },
        { name: "severity", label: "Severity" },
        { name: "count", label: "Minutes", show: showCount },
      ],
      rows: counts.map((row) => ({ ...row })),
      read: { view: "anomalies", ...context.range, only: { scope_kind: [kind] } },
      drill: requestsBehind(context),
      pointing: { name: "scope", names: [...new Set(counts.map(({ scope }) => scope))], scopeKind: kind },
    };
  });
}

function countBy(rows: readonly ViewRow[]): { scope: string; severity: string; count: number }[] {
  const scopes = [...Map.groupBy(rows, (row) => textOf(row, "scope"))].sort((a, b) => b[1].length - a[1].length);
  return scopes.slice(0, MOST_BARS).flatMap(([scope, list]) =>
    Object.keys(SEVERITY_COLOURS).toReversed().flatMap((severity) => {
      const count = list.filter((row) => row.severity === severity).length;
      return count === 0 ? [] : [{ scope, severity, count }];
    })
  );
}

function matrix(context: PageContext): Figure {
  const rows = context.rows("windows").filter((row) => numberOf(row, "window_start_at")! >= context.range.from);
  const cells = correlations(rows, CORRELATED);
  const strongest = cells.filter(({ a, b, value }) => a < b && value !== null)
    .sort((a, b) => Math.abs(b.value!) - Math.abs(a.value!))[0];
  const title = strongest === undefined
    ? "How metrics move together"
    : `${strongest.a} and ${strongest.b} move most alike: ${strongest.value!.toFixed(2)}`;
  return {
    id: "correlations",
    title,
    caption: "Rank correlation of the minutes' metrics (Spearman): 1 is together, -1 against each other",
    chart: strongest === undefined ? null : correlationMatrix(title, cells, { theme, ...HALF, names: CORRELATED }),
    empty: "Too few minutes to compare.",
    columns: [{ name: "a", label: "Metric" }, { name: "b", label: "Metric" }, {
      name: "value",
      label: "Correlation",
      show: showText,
    }],
    rows: cells.map((cell) => ({ ...cell })),
    read: null,
  };
}
