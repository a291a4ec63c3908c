/** What is behind a point of a chart: its single requests, as far as they are kept, and its minutes. @module */
import type { Page, PageContext, PageQuery, ViewRead, ViewRow } from "../page.ts";
import { renderFilters } from "../parts/filters.ts";
import { readScopes } from "../parts/reads.ts";
import { scopesOf } from "../parts/scopes.ts";
import { numberOf, windowOf } from "../parts/series.ts";
import { showCount, showLatency, showNumber, showPercent } from "../parts/show.ts";
import { renderTable, type TableColumn } from "../parts/table.ts";

const MOST_REQUESTS = 500;
const FIRST_SERVER_ERROR = 500;

/** Columns of `requests` by the kind of scope. */
const SCOPE_COLUMNS: Readonly<Record<string, string>> = {
  balancer: "balancer",
  pool: "pool",
  server: "server_id",
  region: "region",
  route: "route",
  method: "method",
};

/** A page that charts lead to. */
export const REQUESTS_PAGE: Page = {
  path: "/requests",
  title: "Requests",
  reads: ({ range, scope }: PageQuery): Readonly<Record<string, ViewRead>> => {
    const column = SCOPE_COLUMNS[scope.kind];
    const ofScope = { scope_kind: [scope.kind], scope: [scope.name] };
    return {
      requests: {
        view: "requests",
        ...range,
        limit: MOST_REQUESTS,
        ...(column === undefined ? {} : { only: { [column]: [scope.name] } }),
      },
      windows: { view: "kpis", ...range, only: { window: [windowOf(range)], ...ofScope } },
      parts: readScopes(range, Object.keys(SCOPE_COLUMNS)),
    };
  },
  render(context: PageContext): Promise<string> {
    const requests = context.rows("requests");
    const windows = context.rows("windows");
    const name = windowOf(context.range);
    return Promise.resolve(`<h1>Requests</h1>
${renderFilters(context, scopesOf(context.rows("parts")))}
<div class="figures">
<section class="panel wide" aria-labelledby="requests"><h2 id="requests">${requestsTitle(requests)}</h2>${
      requests.length === 0
        ? '<p class="empty">No single request of this time is kept: see --retain-requests-days. Its minutes are below.</p>'
        : renderTable(captionOf(requests), knownOf(REQUEST_COLUMNS, requests), requests, context.zone)
    }</section>
<section class="panel wide" aria-labelledby="windows"><h2 id="windows">${
      windows.length === 0 ? "No traffic is known of this time" : `The ${name}s behind it`
    }</h2>${
      windows.length === 0
        ? '<p class="empty">Choose another time, or a wider one.</p>'
        : renderTable(`Whole ${name}s of this time`, knownOf(WINDOW_COLUMNS, windows), windows, context.zone)
    }</section></div>`);
  },
};

const REQUEST_COLUMNS: readonly TableColumn[] = [
  { name: "requested_at", label: "Started", isInstant: true },
  { name: "method", label: "Method" },
  { name: "path", label: "Path", isText: true },
  { name: "status_code", label: "Status" },
  { name: "duration_ms", label: "Took", show: showLatency },
  { name: "server_id", label: "Server" },
  { name: "pool", label: "Pool" },
  { name: "attempt_count", label: "Attempts", show: showCount },
  { name: "client_ip", label: "Client" },
  { name: "user_agent", label: "User agent", isText: true },
];

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

/** The columns that anything is known in. */
function knownOf(columns: readonly TableColumn[], rows: readonly ViewRow[]): readonly TableColumn[] {
  return columns.filter(({ name }) => rows.some((row) => row[name] !== null && row[name] !== undefined));
}

function requestsTitle(rows: readonly ViewRow[]): string {
  if (rows.length === 0) return "Requests";
  const failed = rows.filter((row) => isFailed(numberOf(row, "status_code"))).length;
  const slowest = Math.max(...rows.map((row) => numberOf(row, "duration_ms") ?? 0));
  const failures = failed === 0 ? "none failed" : `${showCount(failed)} failed`;
  return `${showCount(rows.length)} requests: ${failures}, the slowest took ${showLatency(slowest)}`;
}

/** Whether the service failed; a request without a status was never answered. */
function isFailed(status: number | null): boolean {
  return status === null || status === 0 || status >= FIRST_SERVER_ERROR;
}

function captionOf(rows: readonly ViewRow[]): string {
  return rows.length < MOST_REQUESTS ? "All requests of this time" : `The first ${rows.length} requests of this time`;
}
