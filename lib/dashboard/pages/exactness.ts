/** How exact percentiles are, and what is missing: the error of sketches, requests without a duration, gaps and losses. @module */
import { quantile, RELATIVE_ERROR } from "../../traffic/latency_sketch.ts";
import type { PageContext, PageRange, ViewRead, ViewRow } from "../page.ts";
import { WHOLE_TRAFFIC } from "../page_query.ts";
import { readLatencies, wholeSketch } from "../parts/latency_cells.ts";
import { wholeWindows } from "../parts/reads.ts";
import { numberOf, windowMs, windowOf } from "../parts/series.ts";
import { showCount, showLatency, showPercent } from "../parts/show.ts";
import { renderTable } from "../parts/table.ts";

/** Names the rows that are needed: of whole windows, so that they can be compared. */
export function exactnessReads(range: PageRange): Readonly<Record<string, ViewRead>> {
  const window = windowOf(range);
  const whole = wholeWindows(range, windowMs(window));
  return {
    windows: { view: "kpis", ...whole, only: { window: [window], scope_kind: ["all"] } },
    latencies: readLatencies(whole, WHOLE_TRAFFIC),
    keptRequests: { view: "requests", ...whole, isCounted: true },
  };
}

/** Renders what is known of it as a table. */
export function renderExactness(context: PageContext): string {
  const rows: ViewRow[] = [...sketchRows(context), ...lossRows(context)];
  return `<section class="panel" aria-labelledby="exactness"><h2 id="exactness">How exact, how complete</h2>${
    context.rows("windows").length === 0
      ? '<p class="empty">Nothing is known of this time.</p>'
      : renderTable("Of this time, all traffic", COLUMNS, rows, context.zone)
  }</section>`;
}

const COLUMNS = [
  { name: "what", label: "What", isText: true },
  { name: "value", label: "Value" },
  { name: "meaning", label: "Meaning", isText: true },
];

/** The longest request is the one whose exact duration the tables know beside the sketch. */
function sketchRows(context: PageContext): ViewRow[] {
  const sketch = wholeSketch(context.rows("latencies"));
  const longest = Math.max(0, ...context.rows("windows").map((row) => numberOf(row, "max_duration_ms") ?? 0));
  const sketched = quantile(sketch, 1);
  const timed = sketch.counts.reduce((sum, count) => sum + count, 0);
  return [
    {
      what: "Error of percentiles, at most",
      value: showPercent(RELATIVE_ERROR),
      meaning: "guaranteed of every percentile of every span",
    },
    {
      what: "Error that was measured",
      value: showPercent(sketched === null || longest === 0 ? null : Math.abs(sketched - longest) / longest),
      meaning: `the longest request took ${showLatency(longest || null)}, by the sketches ${showLatency(sketched)}`,
    },
    {
      what: "Requests with a duration",
      value: showPercent(timed / requestsOf(context)),
      meaning: "percentiles are of these",
    },
  ];
}

function lossRows(context: PageContext): ViewRow[] {
  const window = windowOf(context.range);
  const { missing, longest } = gapsOf(context.rows("windows"), windowMs(window));
  const kept = numberOf(context.rows("keptRequests")[0], "count") ?? 0;
  const requests = requestsOf(context);
  return [
    {
      what: `${window === "minute" ? "Minutes" : "Hours"} without a request`,
      value: showCount(missing),
      meaning: missing === 0
        ? "between the first and the last of this time"
        : `between the first and the last of this time, up to ${showCount(longest)} in a row`,
    },
    {
      what: "Single requests that are kept",
      value: showPercent(kept / requests),
      meaning: `${showCount(kept)} of ${showCount(requests)}: less within five minutes of live reading and beyond ` +
        "--retain-requests-days; less at any other time is a loss",
    },
    {
      what: "Messages lost by UDP",
      value: "–",
      meaning: "leave no trace in the tables; syslog by tcp:// and followed files lose none",
    },
  ];
}

function requestsOf(context: PageContext): number {
  return context.rows("windows").reduce((sum, row) => sum + (numberOf(row, "request_count") ?? 0), 0);
}

/** Counts the windows that are missing between others. */
function gapsOf(windows: readonly ViewRow[], lengthMs: number): { readonly missing: number; readonly longest: number } {
  const starts = windows.map((row) => numberOf(row, "window_start_at") ?? 0);
  const gaps = starts.slice(1).map((at, place) => Math.max(0, Math.round((at - starts[place]!) / lengthMs) - 1));
  return { missing: gaps.reduce((sum, gap) => sum + gap, 0), longest: Math.max(0, ...gaps) };
}
