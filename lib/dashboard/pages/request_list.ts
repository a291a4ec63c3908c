/** Single requests, a page of them at a time, the newest first. @module */
import { escapeHtml } from "../html.ts";
import type { PageContext } from "../page.ts";
import { isFiltered, LAST_PAGE, PAGE_LENGTH, pageOf } from "../parts/request_filter.ts";
import { numberOf, windowOf } from "../parts/series.ts";
import { showCount, showLatency } from "../parts/show.ts";
import { knownOf, renderTable, type TableColumn } from "../parts/table.ts";
import { MOST_ROWS } from "../view_reader.ts";

/** Renders how many requests there are, one page of them, and the ways to the others. */
export function renderRequestList(context: PageContext): string {
  const requests = context.rows("requests").toReversed();
  const matching = numberOf(context.rows("matching")[0], "count") ?? 0;
  const content = requests.length === 0
    ? `<p class="empty">${emptyOf(context, matching)}</p>`
    : renderTable(captionOf(context, matching), knownOf(COLUMNS, requests), requests, context.zone);
  return `<section class="panel wide" aria-labelledby="requests"><h2 id="requests">${
    escapeHtml(titleOf(context, matching))
  }</h2>${content}${linksOf(context, matching)}</section>`;
}

const COLUMNS: readonly TableColumn[] = [
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

function titleOf(context: PageContext, matching: number): string {
  if (matching === 0) return "Requests";
  const count = `${showCount(matching)} ${matching === 1 ? "request" : "requests"}${durationWords(context)}`;
  const status = context.parameters.get("status") || null;
  if (status !== null) return `${count}: ${status === "failed" ? "status 5xx or none" : `status ${status}`}`;
  const failed = numberOf(context.rows("failed")[0], "count") ?? 0;
  const known = isFiltered(context) ? 0 : requestsInMinutes(context);
  if (known > matching) {
    return `${showCount(matching)} of ${showCount(known)} requests are kept: ${
      showCount(failed)
    } with status 5xx or none`;
  }
  return `${count}: ${failed === 0 ? "none" : showCount(failed)} with status 5xx or none`;
}

/** How many requests the minutes of a span tell of; 0 where only hours are read, which reach beyond its end. */
function requestsInMinutes({ rows, range }: PageContext): number {
  return windowOf(range) === "hour"
    ? 0
    : rows("windows").reduce((sum, row) => sum + (numberOf(row, "request_count") ?? 0), 0);
}

function durationWords({ parameters }: PageContext): string {
  const [least, below] = ["min_ms", "max_ms"].map((name) => parameters.get(name) || null);
  if (least === null && below === null) return "";
  if (below === null) return ` that took ${showLatency(Number(least))} and more`;
  const from = least === null ? "" : `${showLatency(Number(least))} to `;
  return ` that took ${from}less than ${showLatency(Number(below))}`;
}

function captionOf(context: PageContext, matching: number): string {
  const first = PAGE_LENGTH * (pageOf(context) - 1);
  const last = Math.min(matching, first + PAGE_LENGTH);
  return `${showCount(first + 1)} to ${showCount(last)} of ${showCount(matching)}, newest first`;
}

function emptyOf(context: PageContext, matching: number): string {
  if (matching > 0) return "There is no such page: the requests end before it.";
  return isFiltered(context)
    ? "No single request of this time that is kept is like that."
    : "No single request of this time is kept: see --retain-requests-days; what is read live is here after five minutes. Its minutes are below.";
}

/** The ways to newer and older requests, and to all of them as a file. */
function linksOf(context: PageContext, matching: number): string {
  if (matching === 0) return "";
  const page = pageOf(context);
  const isMore = page * PAGE_LENGTH < matching;
  const links = [
    ...page === 1 ? [] : [`<a href="${addressOf(context, page - 1)}" rel="prev">Newer</a>`],
    ...isMore && page < LAST_PAGE ? [`<a href="${addressOf(context, page + 1)}" rel="next">Older</a>`] : [],
    `<a href="${fileAddress(context)}" download>CSV${
      matching > MOST_ROWS ? ` of the newest ${showCount(MOST_ROWS)}` : ""
    }</a>`,
    ...isMore && page === LAST_PAGE ? ["Narrow the time to see older ones."] : [],
  ];
  return `<p class="links">${links.join(" ")}</p>`;
}

/** Pages are of a fixed time, so that newer requests do not move them. */
function addressOf({ parameters, range }: PageContext, page: number): string {
  const query = new URLSearchParams(parameters);
  query.delete("last");
  query.set("from", new Date(range.from).toISOString());
  query.set("to", new Date(range.to).toISOString());
  query.set("page", String(page));
  return escapeHtml(`/requests?${query}`);
}

function fileAddress(context: PageContext): string {
  return addressOf(context, 1).replace("/requests?", "/requests.csv?");
}
