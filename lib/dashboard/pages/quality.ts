/** Data Quality: can what is shown be trusted. @module */
import { barChart } from "../../chart/bar_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import type { Page, PageContext, PageQuery, ViewRead, ViewRow } from "../page.ts";
import { type Figure, renderFigure } from "../parts/figure.ts";
import { renderFilters } from "../parts/filters.ts";
import { numberOf, textOf, windowOf } from "../parts/series.ts";
import { showCount, showDuration, showNumber } from "../parts/show.ts";
import { HALF } from "../parts/sizes.ts";
import { renderTable } from "../parts/table.ts";

const MOST_CHECKS = 200;
const MOST_REJECTS = 20_000;

/** The last page. */
export const QUALITY_PAGE: Page = {
  path: "/quality",
  title: "Data Quality",
  reads: ({ range }: PageQuery): Readonly<Record<string, ViewRead>> => ({
    checks: { view: "data_quality", from: null, to: null },
    loads: { view: "loads", from: null, to: null },
    rejects: { view: "rejects", ...range, limit: MOST_REJECTS },
    windows: { view: "kpis", ...range, only: { window: [windowOf(range)], scope_kind: ["all"] } },
  }),
  async render(context: PageContext): Promise<string> {
    const checks = newestChecks(context.rows("checks"));
    return `<h1>Data Quality</h1>
${renderFilters(context, [])}
<ul class="cards" aria-label="Key figures">
<li class="card"><h2>Age of the newest minute</h2><p class="value" data-live="newest_minute_age_s">–</p></li>
<li class="card"><h2>Lines read live</h2><p class="value" data-live="live_lines_count">–</p></li>
<li class="card"><h2>Unreadable of them</h2><p class="value" data-live="live_rejects_count">–</p></li>
<li class="card"><h2>Requests a second, live</h2><p class="value" data-live="live_requests_per_second">–</p></li>
</ul>
<div class="figures">
<section class="panel wide"><h2>${checksTitle(checks)}</h2>
${
      checks.length === 0
        ? '<p class="empty">Checks are part of an analysis: run deno task pipeline.</p>'
        : renderTable("Checks of the newest run", CHECK_COLUMNS, checks.map(checkRow), context.zone)
    }</section>
${await renderFigure(rejectFigure(context), context.zone)}
<section class="panel"><h2>Last runs of the steps</h2>${
      renderTable("Newest first", LOAD_COLUMNS, context.rows("loads").toReversed().slice(0, 40), context.zone)
    }</section></div>`;
  },
};

function checksTitle(checks: readonly ViewRow[]): string {
  if (checks.length === 0) return "Nothing was checked yet";
  const failed = checks.filter((row) => row.is_passed === false);
  return failed.length === 0
    ? `All ${checks.length} checks of the newest run passed`
    : `${failed.length} of ${checks.length} checks did not pass`;
}

const CHECK_COLUMNS = [
  { name: "meaning", label: "Check", isText: true },
  { name: "result", label: "Result" },
  { name: "observed", label: "Observed", show: showNumber },
  { name: "limit_value", label: "At most", show: showNumber },
  { name: "checked_at", label: "Checked", isMoment: true },
];

const LOAD_COLUMNS = [
  { name: "started_at", label: "Started", isMoment: true },
  { name: "step", label: "Step" },
  { name: "duration_ms", label: "Took, ms", show: showCount },
  { name: "rows_in", label: "Rows in", show: showCount },
  { name: "rows_out", label: "Rows out", show: showCount },
  { name: "rejected_count", label: "Rejected", show: showCount },
];

function checkRow(row: ViewRow): ViewRow {
  return { ...row, result: row.is_passed === false ? "✗ failed" : "✓ passed" };
}

/** The checks of the run that was checked last, those that failed first. */
function newestChecks(rows: readonly ViewRow[]): ViewRow[] {
  const newest = Math.max(-Infinity, ...rows.map((row) => numberOf(row, "checked_at") ?? 0));
  return rows.filter((row) => numberOf(row, "checked_at") === newest)
    .toSorted((a, b) => Number(a.is_passed) - Number(b.is_passed)).slice(0, MOST_CHECKS);
}

function rejectFigure(context: PageContext): Figure {
  const rows = context.rows("rejects");
  const reasons = [...Map.groupBy(rows, (row) => textOf(row, "reason"))].sort((a, b) => b[1].length - a[1].length)
    .slice(0, 12);
  const bars = reasons.map(([name, list]) => ({ name, value: list.length, colour: theme.moderate }));
  const isKnown = context.rows("windows").length > 0;
  const title = rows.length > 0
    ? `${rows.length < MOST_REJECTS ? "" : "More than "}${showCount(rows.length)} lines could not be read`
    : isKnown
    ? "Every line of this time could be read"
    : "No line of this time is known";
  const age = rows.length === 0
    ? ""
    : `, the newest ${showDuration(context.now - (numberOf(rows.at(-1), "rejected_at") ?? 0))} ago`;
  return {
    id: "rejects",
    title,
    caption: `Lines that could not be read, by reason${age}`,
    chart: bars.length === 0 ? null : barChart(title, bars, { theme, width: HALF.width, unit: "lines" }),
    empty: isKnown
      ? "No line was rejected. What is read live is here after five minutes, and counted above at once."
      : "Choose another time, or run deno task pipeline with your logs.",
    columns: [
      { name: "source", label: "Source", isText: true },
      { name: "line", label: "Line", show: showCount },
      { name: "reason", label: "Reason", isText: true },
      { name: "text", label: "Text", isText: true },
    ],
    rows,
    read: { view: "rejects", ...context.range },
    pointing: {
      name: "name",
      names: bars.map(({ name }) => name),
      columns: [{ name: "value", label: "Lines", show: showCount }],
      rows: bars,
    },
  };
}
