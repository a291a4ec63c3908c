/** Infrastructure Health: which server is the odd one out, when is it full, and when may one be taken away. @module */
import { HEALTH_WINDOW_MS } from "../../health/server_health.ts";
import { escapeHtml } from "../html.ts";
import type { Page, PageContext, PageQuery, ViewRead, ViewRow } from "../page.ts";
import { ANALYSED_SPANS, renderAnalysed, whyNone } from "../parts/analysed.ts";
import { renderFigure } from "../parts/figure.ts";
import { renderFilters } from "../parts/filters.ts";
import { readScopes, wholeWindows } from "../parts/reads.ts";
import { scopesOf } from "../parts/scopes.ts";
import { textOf, windowOf } from "../parts/series.ts";
import { type Show, showCount, showLatency, showNumber, showPercent, showPercentage, showText } from "../parts/show.ts";
import { renderTable, type TableColumn } from "../parts/table.ts";
import { infrastructureFigures } from "./infrastructure_figures.ts";

/** The fourth page. */
export const INFRASTRUCTURE_PAGE: Page = {
  path: "/infrastructure",
  title: "Infrastructure Health",
  reads: ({ range, scope }: PageQuery): Readonly<Record<string, ViewRead>> => ({
    analysed: ANALYSED_SPANS,
    parts: readScopes(range, ["server", "pool", "region", "balancer"]),
    windows: {
      view: "kpis",
      ...range,
      only: { window: [windowOf(range)], scope_kind: [scope.kind], scope: [scope.name] },
    },
    metrics: { view: "server_metrics", ...range },
    health: { view: "server_heatmap", ...wholeWindows(range, HEALTH_WINDOW_MS), only: { metric: ["score"] } },
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
    const figures = await Promise.all(
      infrastructureFigures(context).map((figure) => renderFigure(figure, context.zone)),
    );
    return `<h1>Infrastructure Health</h1>
${renderFilters(context, scopesOf(context.rows("parts")))}
${renderAnalysed(context)}
${POLLED}
<div class="figures">${figures.join("\n")}
${PANELS.map((panel) => renderPanel(panel, context)).join("\n")}</div>`;
  },
};

/** Figures of the newest poll; shown where metrics are polled. */
const POLLED = `<ul class="cards" aria-label="Servers now" data-needs="polled_servers_count" hidden>
<li class="card"><h2>Servers that answer now</h2><p class="value" data-live="polled_servers_count">–</p></li>
<li class="card"><h2>CPU of the busiest</h2><p class="value"><span data-live="polled_cpu_max_percent">–</span> %</p></li>
<li class="card"><h2>Open connections</h2><p class="value" data-live="polled_connections_count">–</p></li>
</ul>`;

const SAMPLED: readonly TableColumn[] = [
  { name: "server_id", label: "Server" },
  { name: "timestamp", label: "Sampled", isMoment: true },
  { name: "cpu_usage_percent", label: "CPU", show: showPercentage },
  { name: "memory_usage_percent", label: "Memory", show: showPercentage },
  { name: "disk_usage_percent", label: "Disk", show: showPercentage },
  { name: "active_connections", label: "Connections", show: showCount },
  { name: "network_in_mbps", label: "In, Mbit/s", show: showNumber },
  { name: "network_out_mbps", label: "Out, Mbit/s", show: showNumber },
  { name: "backend_health_failures", label: "Failed checks", show: showCount },
];

/** Whose rest is looked at. */
const showScope: Show = (value) => value === "(all)" ? "whole service" : showText(value);

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
  { name: "last_changed_at", label: "Last change", isMoment: true },
  { name: "peak_flapping_percent", label: "Flapping at worst", show: showPercentage },
];

const LOSSES: readonly TableColumn[] = [
  { name: "lost", label: "Lost" },
  { name: "scope", label: "Of", show: showScope },
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
  { name: "crosses_at", label: "Reached", isMoment: true },
  { name: "earliest_at", label: "Earliest", isMoment: true },
  { name: "latest_at", label: "Latest", isMoment: true },
];

const SLOTS: readonly TableColumn[] = [
  { name: "scope", label: "Server or group" },
  { name: "rank", label: "Rank" },
  { name: "starts_at", label: "From", isMoment: true },
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
  /** Whether its rows need no analysis. */
  readonly isLive?: boolean;
  /** Which of the rows are shown; all where it is absent. */
  readonly choose?: (rows: readonly ViewRow[]) => readonly ViewRow[];
}

function newestByServer(rows: readonly ViewRow[]): ViewRow[] {
  const newest = new Map(rows.map((row) => [textOf(row, "server_id"), row]));
  return [...newest.values()].sort((a, b) => textOf(a, "server_id").localeCompare(textOf(b, "server_id")));
}

const NEWEST_DAY = "as of the newest day";

const PANELS: readonly Panel[] = [
  {
    name: "metrics",
    title: "What servers last told of themselves",
    caption: "the newest sample of this time",
    columns: SAMPLED,
    empty: "No server metrics are known of this time: poll them with --metrics-url, or name files with --metrics.",
    isLive: true,
    choose: newestByServer,
  },
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

function renderPanel(panel: Panel, context: PageContext): string {
  const { name, title, caption, columns, empty, isLive, choose } = panel;
  const rows = choose?.(context.rows(name)) ?? context.rows(name);
  const content = rows.length === 0
    ? `<p class="empty">${escapeHtml(isLive ? empty : whyNone(context, empty))}</p>`
    : renderTable(`${title}: ${caption}`, columns, rows, context.zone);
  return `<section class="panel wide" aria-labelledby="${name}"><h2 id="${name}">${title}</h2>${content}</section>`;
}
