/** What is behind a point of a chart: its single requests, as far as they are kept, and its minutes. @module */
import type { Page, PageContext, PageQuery, ViewRead } from "../page.ts";
import { renderFilters } from "../parts/filters.ts";
import { readScopes } from "../parts/reads.ts";
import {
  FAILED,
  PAGE_LENGTH,
  pageOf,
  renderRequestFields,
  SCOPE_COLUMNS,
  selectRequests,
} from "../parts/request_filter.ts";
import { scopesOf } from "../parts/scopes.ts";
import { windowOf } from "../parts/series.ts";
import { showCount, showLatency, showNumber, showPercent } from "../parts/show.ts";
import { knownOf, renderTable, type TableColumn } from "../parts/table.ts";
import { renderRequestList } from "./request_list.ts";

/** A page that charts lead to. */
export const REQUESTS_PAGE: Page = {
  path: "/requests",
  title: "Requests",
  reads: (query: PageQuery): Readonly<Record<string, ViewRead>> => {
    const { range, scope } = query;
    const selected = selectRequests(query);
    return {
      requests: {
        ...selected,
        limit: PAGE_LENGTH,
        offset: PAGE_LENGTH * (pageOf(query) - 1),
        isNewestFirst: true,
      },
      matching: { ...selected, isCounted: true },
      failed: { ...selected, within: { ...selected.within, status_code: FAILED }, isCounted: true },
      windows: {
        view: "kpis",
        ...range,
        only: { window: [windowOf(range)], scope_kind: [scope.kind], scope: [scope.name] },
      },
      parts: readScopes(range, Object.keys(SCOPE_COLUMNS)),
    };
  },
  figures: () => [],
  render(context: PageContext): Promise<string> {
    return Promise.resolve(`<h1>Requests</h1>
${renderFilters(context, scopesOf(context.rows("parts")), renderRequestFields(context))}
<div class="figures">
${renderRequestList(context)}
${renderWindows(context)}</div>`);
  },
};

function renderWindows(context: PageContext): string {
  const windows = context.rows("windows");
  const name = windowOf(context.range);
  const [title, content] = windows.length === 0
    ? ["No traffic is known of this time", '<p class="empty">Choose another time, or a wider one.</p>']
    : [
      `The ${name}s behind it`,
      renderTable(`Whole ${name}s of this time`, knownOf(WINDOW_COLUMNS, windows), windows, context.zone),
    ];
  return `<section class="panel wide" aria-labelledby="windows"><h2 id="windows">${title}</h2>${content}</section>`;
}

const WINDOW_COLUMNS: readonly TableColumn[] = [
  { name: "window_start_at", label: "From", isMoment: true },
  { name: "request_count", label: "Requests", show: showCount },
  { name: "server_error_ratio", label: "Server errors", show: showPercent },
  { name: "error_ratio", label: "Errors", show: showPercent },
  { name: "p50_duration_ms", label: "p50", show: showLatency },
  { name: "p95_duration_ms", label: "p95", show: showLatency },
  { name: "p99_duration_ms", label: "p99", show: showLatency },
  { name: "retry_ratio", label: "Retries", show: showPercent },
  { name: "concurrency", label: "In flight", show: showNumber },
];
