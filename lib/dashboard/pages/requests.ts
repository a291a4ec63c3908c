/** The single requests behind a chart, as far as they are kept. @module */
import type { Page, PageContext, PageQuery, ViewRead } from "../page.ts";
import { renderFilters } from "../parts/filters.ts";
import { showCount, showLatency } from "../parts/show.ts";
import { renderTable } from "../parts/table.ts";

const MOST_REQUESTS = 500;

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
    return {
      requests: {
        view: "requests",
        ...range,
        limit: MOST_REQUESTS,
        ...(column === undefined ? {} : { only: { [column]: [scope.name] } }),
      },
    };
  },
  render(context: PageContext): Promise<string> {
    const rows = context.rows("requests");
    const content = rows.length === 0
      ? '<p class="empty">No single request of this time is kept: see --retain-requests-days.</p>'
      : renderTable(`The first ${rows.length} requests of this time`, COLUMNS, rows, context.zone);
    return Promise.resolve(`<h1>Requests</h1>
${renderFilters(context, [])}
<section class="panel wide">${content}</section>`);
  },
};

const COLUMNS = [
  { name: "requested_at", label: "Started", isMoment: true },
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
