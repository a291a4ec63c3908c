/** The key figures of the overview. @module */
import type { PageContext } from "../page.ts";
import type { Card } from "../parts/card.ts";
import { meanOverRequests, numberOf, seriesOf, windowMs, windowOf } from "../parts/series.ts";
import { type Show, showIndex, showLatency, showNumber, showPercent } from "../parts/show.ts";

interface Measure {
  readonly column: string;
  readonly label: string;
  readonly show: Show;
  readonly better: Card["better"];
}

const MEASURES: readonly Measure[] = [
  { column: "p50_duration_ms", label: "Median latency", show: showLatency, better: "less" },
  { column: "p95_duration_ms", label: "95th percentile", show: showLatency, better: "less" },
  { column: "p99_duration_ms", label: "99th percentile", show: showLatency, better: "less" },
  { column: "server_error_ratio", label: "Server errors", show: showPercent, better: "less" },
  { column: "availability", label: "Availability", show: showPercent, better: "more" },
  { column: "apdex", label: "Apdex", show: showIndex, better: "more" },
];

/** Makes the cards. The rate is that from the first window to the last, silent ones included. Percentiles of a span are the means of its windows' by requests, which tells change, not the exact value. */
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
