/** The charts of the page of anomalies. @module */
import { barChart } from "../../chart/bar_chart.ts";
import { correlationMatrix } from "../../chart/heatmap.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import { timeline } from "../../chart/timeline.ts";
import { scopeWords } from "../../anomaly/words.ts";
import type { ScopeKind } from "../../traffic/traffic_minute.ts";
import { correlations } from "../findings/correlations.ts";
import type { PageContext, ViewRow } from "../page.ts";
import { noneFound, whyNone } from "../parts/analysed.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { numberOf, textOf } from "../parts/series.ts";
import { showCount, showNumber } from "../parts/show.ts";
import { HALF, WIDE } from "../parts/sizes.ts";
import { expectedFigure, FEWEST_MINUTES } from "./expected_figure.ts";

const SEVERITY_COLOURS = { minor: theme.minor, moderate: theme.moderate, critical: theme.critical } as const;
const CORRELATED = {
  request_count: "requests",
  server_error_ratio: "server errors",
  p95_duration_ms: "p95",
  retry_ratio: "retries",
  concurrency: "in flight",
} as const;
const MOST_BARS = 8;

/** Makes the figures. */
export function anomalyFigures(context: PageContext): Figure[] {
  return [severities(context), expectedFigure(context), ...distributions(context), matrix(context)];
}

function severities(context: PageContext): Figure {
  const { range } = context;
  const rows = context.rows("incidents").map((row) => ({
    ...row,
    where: scopeWords(textOf(row, "scope_kind") as ScopeKind, textOf(row, "scope")),
  }));
  const spans = rows.map((row: ViewRow) => ({
    row: textOf(row, "where"),
    from: Math.max(range.from, numberOf(row, "opened_at")!),
    to: Math.min(range.to, numberOf(row, "closed_at") ?? range.to),
    kind: textOf(row, "severity"),
  }));
  const critical = spans.filter(({ kind }) => kind === "critical").length;
  const count = rows.length === 1 ? "1 incident" : `${rows.length} incidents`;
  const isShort = context.rows("series").length < FEWEST_MINUTES;
  const none = isShort ? "Incidents: too few minutes to tell" : noneFound(context, "No incident", "Incidents");
  const title = rows.length === 0 ? none : `${count}, ${critical} of them critical`;
  const domain = [range.from, range.to] as const;
  return {
    id: "severity",
    title,
    caption: "When and where, by severity",
    chart: rows.length === 0
      ? null
      : timeline(title, spans, { theme, zone: context.zone, width: WIDE.width, domain, kinds: SEVERITY_COLOURS }),
    empty: isShort
      ? `A series is judged once ${FEWEST_MINUTES} minutes of it are known.`
      : whyNone(context, "Nothing departed from what was expected in this time."),
    columns: [
      { name: "opened_at", label: "Opened", isMoment: true },
      { name: "closed_at", label: "Closed", isMoment: true },
      { name: "severity", label: "Severity" },
      { name: "where", label: "Where" },
      { name: "summary", label: "What", isText: true },
    ],
    rows,
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
    const parts = Object.keys(SEVERITY_COLOURS).toReversed();
    const [first] = counts;
    const title = first === undefined
      ? `Anomalies by ${kind}`
      : `${first.scope} has the most anomalous minutes of all ${kind}s`;
    return {
      id: `by-${kind}`,
      title,
      caption: `Anomalous minutes by ${kind} and severity`,
      chart: bars.length === 0
        ? null
        : barChart(title, bars, { theme, width: HALF.width, unit: "anomalous minutes", parts }),
      empty: context.rows("parts").some((row) => row.scope_kind === kind)
        ? whyNone(context, `No ${kind} departed from what was expected.`)
        : `These logs name no ${kind}s, or one alone.`,
      columns: [
        { name: "scope", label: kind },
        { name: "severity", label: "Severity" },
        { name: "count", label: "Minutes", show: showCount },
      ],
      rows: counts.map((row) => ({ ...row })),
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
  const rows = context.rows("windows");
  const label = (column: string) => CORRELATED[column as keyof typeof CORRELATED];
  const cells = correlations(rows, Object.keys(CORRELATED))
    .map(({ a, b, value }) => ({ a: label(a), b: label(b), value }));
  const strongest = cells.filter(({ a, b, value }) => a < b && value !== null)
    .sort((a, b) => Math.abs(b.value!) - Math.abs(a.value!))[0];
  const title = strongest === undefined
    ? "How metrics move together"
    : `Most alike move ${strongest.a} and ${strongest.b}: ${strongest.value!.toFixed(2)}`;
  return {
    id: "correlations",
    title,
    caption: "Rank correlation of the minutes' metrics (Spearman): 1 is together, -1 against each other",
    chart: strongest === undefined
      ? null
      : correlationMatrix(title, cells, { theme, ...HALF, names: Object.values(CORRELATED) }),
    empty: "Too few minutes to compare.",
    columns: [
      { name: "metric", label: "Metric" },
      { name: "other_metric", label: "With" },
      { name: "correlation", label: "Correlation", show: showNumber },
    ],
    rows: cells.map(({ a, b, value }) => ({ metric: a, other_metric: b, correlation: value })),
    drill: requestsBehind(context),
  };
}
