/** Infrastructure Health: which server is the odd one out, when is it full, and when may one be taken away. @module */
import type { Page, PageContext, PageQuery, ViewRead } from "../page.ts";
import { renderFigure } from "../parts/figure.ts";
import { renderFilters } from "../parts/filters.ts";
import { scopesOf } from "../parts/scopes.ts";
import { windowOf } from "../parts/series.ts";
import { showCount, showMoment, showNumber, showPercent, showPercentage } from "../parts/show.ts";
import { renderTable, type TableColumn } from "../parts/table.ts";
import { infrastructureFigures } from "./infrastructure_figures.ts";

/** The fourth page. */
export const INFRASTRUCTURE_PAGE: Page = {
  path: "/infrastructure",
  title: "Infrastructure Health",
  reads: ({ range, scope }: PageQuery): Readonly<Record<string, ViewRead>> => ({
    parts: { view: "kpis", ...range, only: { window: ["hour"], scope_kind: ["server", "pool", "region", "balancer"] } },
    windows: {
      view: "kpis",
      ...range,
      only: { window: [windowOf(range)], scope_kind: [scope.kind], scope: [scope.name] },
    },
    metrics: { view: "server_metrics", ...range },
    capacity: { view: "capacity_current", from: null, to: null },
    losses: { view: "losses_current", from: null, to: null },
    forecast: {
      view: "forecast_current",
      from: null,
      to: null,
      only: { window: ["hour"], scope_kind: [scope.kind], scope: [scope.name] },
    },
    crossings: { view: "crossings_current", from: null, to: null },
    slots: { view: "maintenance_current", from: null, to: null },
  }),
  async render(context: PageContext): Promise<string> {
    const figures = await Promise.all(infrastructureFigures(context).map(renderFigure));
    return `<h1>Infrastructure Health</h1>
${renderFilters(context, scopesOf(context.rows("parts")))}
<div class="figures">${figures.join("\n")}
${
      panel(
        "losses",
        "If a server or a region is lost",
        context,
        LOSSES,
        "Nothing can be lost: there is one server, or none is known.",
      )
    }
${
      panel(
        "crossings",
        "What will reach its limit",
        context,
        CROSSINGS,
        "Nothing grows towards a limit within a year, as far as can be told.",
      )
    }
${
      panel(
        "slots",
        "When servers may be taken away",
        context,
        SLOTS,
        "No slot can be planned: no traffic by servers is known.",
      )
    }</div>`;
  },
};

const LOSSES: readonly TableColumn[] = [
  { name: "lost", label: "Lost" },
  { name: "scope", label: "Of" },
  { name: "verdict", label: "The rest" },
  { name: "lost_share_ratio", label: "Share", show: showPercent },
  { name: "worst_server_id", label: "Worst" },
  { name: "worst_cpu_percent", label: "Its CPU", show: showPercentage },
  { name: "explanation", label: "In words", isText: true },
];

const CROSSINGS: readonly TableColumn[] = [
  { name: "scope", label: "Where" },
  { name: "metric", label: "What" },
  { name: "latest", label: "Now", show: showNumber },
  { name: "threshold", label: "Limit", show: showNumber },
  { name: "crosses_at", label: "Reached", show: showMoment },
  { name: "earliest_at", label: "Earliest", show: showMoment },
  { name: "latest_at", label: "Latest", show: showMoment },
];

const SLOTS: readonly TableColumn[] = [
  { name: "scope", label: "Server or group" },
  { name: "rank", label: "Rank" },
  { name: "starts_at", label: "From (UTC)", show: showMoment },
  { name: "moved_request_count", label: "Requests moved", show: showCount },
  { name: "worst_cpu_percent", label: "Worst CPU", show: showPercentage },
  { name: "is_recommended", label: "Recommended" },
  { name: "explanation", label: "In words", isText: true },
];

function panel(
  name: string,
  title: string,
  context: PageContext,
  columns: readonly TableColumn[],
  empty: string,
): string {
  const rows = context.rows(name);
  const content = rows.length === 0
    ? `<p class="empty">${empty}</p>`
    : renderTable(`As of the newest day`, columns, rows);
  return `<section class="panel wide" aria-labelledby="${name}"><h2 id="${name}">${title}</h2>${content}</section>`;
}
