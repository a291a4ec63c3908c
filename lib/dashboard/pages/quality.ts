/** Data Quality: can what is shown be trusted. @module */
import type { Page, PageContext, PageQuery, ViewRead, ViewRow } from "../page.ts";
import { renderFigure } from "../parts/figure.ts";
import { renderFilters } from "../parts/filters.ts";
import { numberOf } from "../parts/series.ts";
import { showCount, showNumber } from "../parts/show.ts";
import { renderTable } from "../parts/table.ts";
import { exactnessReads, renderExactness } from "./exactness.ts";
import { rejectFigure, rejectReads } from "./reject_figure.ts";

const MOST_CHECKS = 200;
const MOST_LOADS = 40;

/** The last page. */
export const QUALITY_PAGE: Page = {
  path: "/quality",
  title: "Data Quality",
  reads: ({ range }: PageQuery): Readonly<Record<string, ViewRead>> => ({
    checks: { view: "data_quality", from: null, to: null, limit: MOST_CHECKS, isNewestFirst: true },
    loads: { view: "loads", from: null, to: null, limit: MOST_LOADS, isNewestFirst: true },
    ...rejectReads(range),
    ...exactnessReads(range),
  }),
  figures: (context) => [rejectFigure(context)],
  async render(context: PageContext): Promise<string> {
    const checks = newestChecks(context.rows("checks"));
    const loads = context.rows("loads");
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
${await renderFigure(rejectFigure(context), context)}
${renderExactness(context)}
<section class="panel"><h2>Last runs of the steps</h2>${
      loads.length === 0
        ? '<p class="empty">No step has run yet.</p>'
        : renderTable("Newest first", LOAD_COLUMNS, loads.toReversed(), context.zone)
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
    .toSorted((a, b) => Number(a.is_passed) - Number(b.is_passed));
}
