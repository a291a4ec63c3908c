/** The key figures of the overview. @module */
import { quantile } from "../../traffic/latency_sketch.ts";
import type { PageContext } from "../page.ts";
import type { Card } from "../parts/card.ts";
import { wholeSketch } from "../parts/latency_cells.ts";
import { meanOverRequests, numberOf, seriesOf, windowMs, windowOf } from "../parts/series.ts";
import { type Show, showIndex, showLatency, showNumber, showPercent } from "../parts/show.ts";

interface Measure {
  readonly column: string;
  readonly label: string;
  readonly show: Show;
  readonly better: Card["better"];
}

/** Read from the durations of the whole span, since percentiles of its windows do not add up. */
const PERCENTILES = [
  { column: "p50_duration_ms", label: "Median latency", share: 0.5 },
  { column: "p95_duration_ms", label: "95th percentile", share: 0.95 },
  { column: "p99_duration_ms", label: "99th percentile", share: 0.99 },
] as const;

/** Means of windows by requests, which are those of the span. */
const MEASURES: readonly Measure[] = [
  { column: "server_error_ratio", label: "Server errors", show: showPercent, better: "less" },
  { column: "availability", label: "Availability", show: showPercent, better: "more" },
  { column: "apdex", label: "Apdex", show: showIndex, better: "more" },
];

/** Makes the cards. The rate is that from the first window to the last, silent ones included. */
export function overviewCards(context: PageContext): Card[] {
  const [rows, before] = [context.rows("windows"), context.rows("before")];
  const stepMs = windowMs(windowOf(context.range));
  const isWhole = context.scope.kind === "all";
  const rate = (list: typeof rows) => {
    const requests = list.reduce((sum, row) => sum + (numberOf(row, "request_count") ?? 0), 0);
    const [first, last] = [list[0], list.at(-1)].map((row) => numberOf(row, "window_start_at"));
    return first == null || last == null ? null : requests / ((last - first + stepMs) / 1_000);
  };
  return [
    {
      label: "Requests a second",
      live: isWhole ? "requests_per_second" : null,
      value: rate(rows),
      before: rate(before),
      show: showNumber,
      better: "neither",
      points: seriesOf(rows, "requests_per_second", stepMs),
    },
    ...percentileCards(context),
    ...MEASURES.map(({ column, label, show, better }): Card => ({
      label,
      live: isWhole ? column : null,
      value: meanOverRequests(rows, column),
      before: meanOverRequests(before, column),
      show,
      better,
      points: seriesOf(rows, column, stepMs),
    })),
  ];
}

function percentileCards(context: PageContext): Card[] {
  const stepMs = windowMs(windowOf(context.range));
  const [all, before] = ["latencies", "latenciesBefore"].map((name) => wholeSketch(context.rows(name)));
  return PERCENTILES.map(({ column, label, share }): Card => ({
    label,
    live: context.scope.kind === "all" ? column : null,
    value: quantile(all!, share),
    before: quantile(before!, share),
    show: showLatency,
    better: "less",
    points: seriesOf(context.rows("windows"), column, stepMs),
  }));
}
