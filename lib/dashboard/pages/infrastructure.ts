/** Infrastructure Health: which server is the odd one out, when is it full, and when may one be taken away. @module */
import type { Page, PageContext, PageQuery, ViewRead } from "../page.ts";
import { renderFigure } from "../parts/figure.ts";
import { renderFilters } from "../parts/filters.ts";
import { scopesOf } from "../parts/scopes.ts";
import { windowOf } from "../parts/series.ts";
import { showCount, showLatency, showMoment, showNumber, showPercent, showPercentage } from "../parts/show.ts";
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
    health: { view: "server_heatmap", ...range, only: { metric: ["score"] } },
    current: { view: "server_current", from: null, to: null },
    flapping: { view: "server_flapping", from: null, to: null },
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
${PANELS.map((panel) => renderPanel(panel, context)).join("\n")}</div>`;
  },
};

const CURRENT: readonly TableColumn[] = [
  { name: "server_id", label: "Server" },
  { name: "state", label: "State" },
  { name: "score", label: "Score", show: showNumber },
  { name: "cpu_usage_percent", label: "CPU", show: showPercentage },
  { name: "memory_usage_percent", label: "Memory", show: showPercentage },
  { name: "server_error_ratio", label: "Server errors", show: showPercent },
  { name: "p95_duration_ms", label: "p95", show: showLatency },
  { name: "reasons", label: "Why", isText: true },
];

const FLAPPING: readonly TableColumn[] = [
  { name: "server_id", label: "Server" },
  { name: "state_change_count", label: "Changes", show: showCount },
  { name: "last_changed_at", label: "Last change (UTC)", show: showMoment },
  { name: "peak_flapping_percent", label: "Flapping at worst", show: showPercentage },
];

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

/** A table of the page. */
interface Panel {
  /** Name of its rows among the page's reads, and of the panel on the page. */
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly empty: string;
}

const NEWEST_DAY = "as of the newest day";

const PANELS: readonly Panel[] = [
  {
    name: "current",
    title: "How every server is doing",
    caption: "as of the newest five minutes",
    columns: CURRENT,
    empty: "No server is named in these logs.",
  },
  {
    name: "flapping",
    title: "Servers that go up and down",
    caption: "in the last day",
    columns: FLAPPING,
    empty: "No server flaps.",
  },
  {
    name: "losses",
    title: "If a server or a region is lost",
    caption: NEWEST_DAY,
    columns: LOSSES,
    empty: "Nothing can be lost: there is one server, or none is known.",
  },
  {
    name: "crossings",
    title: "What will reach its limit",
    caption: NEWEST_DAY,
    columns: CROSSINGS,
    empty: "Nothing grows towards a limit within a year, as far as can be told.",
  },
  {
    name: "slots",
    title: "When servers may be taken away",
    caption: NEWEST_DAY,
    columns: SLOTS,
    empty: "No slot can be planned: no traffic by servers is known.",
  },
];

function renderPanel({ name, title, caption, columns, empty }: Panel, context: PageContext): string {
  const rows = context.rows(name);
  const content = rows.length === 0
    ? `<p class="empty">${empty}</p>`
    : renderTable(`${title}: ${caption}`, columns, rows);
  return `<section class="panel wide" aria-labelledby="${name}"><h2 id="${name}">${title}</h2>${content}</section>`;
}
