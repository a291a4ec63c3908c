/** The tables of the page of servers. @module */
import { metricWords } from "../../anomaly/words.ts";
import { escapeHtml } from "../html.ts";
import type { PageContext, ViewRow } from "../page.ts";
import { whyNone } from "../parts/analysed.ts";
import { numberOf, textOf } from "../parts/series.ts";
import { type Show, showCount, showLatency, showNumber, showPercent, showPercentage, showText } from "../parts/show.ts";
import { renderTable, type TableColumn } from "../parts/table.ts";
import { outlierRows } from "./server_trends.ts";

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

const OUTLIERS: readonly TableColumn[] = [
  { name: "server", label: "Server" },
  { name: "peers", label: "Peers" },
  { name: "measure", label: "What" },
  { name: "value", label: "Usually" },
  { name: "median", label: "Middle of its peers" },
  { name: "score", label: "Modified z-score", show: showNumber },
];

const showVerdict: Show = (verdict) => showText(verdict).replaceAll("_", " ");

const LOSSES: readonly TableColumn[] = [
  { name: "lost", label: "Lost" },
  { name: "scope", label: "Of", show: showScope },
  { name: "verdict", label: "The rest", show: showVerdict, isText: true },
  { name: "lost_share_ratio", label: "Share", show: showPercent },
  { name: "worst_server_id", label: "Worst" },
  { name: "worst_cpu_percent", label: "Its CPU", show: showPercentage },
  { name: "explanation", label: "In words", isText: true },
];

const CROSSINGS: readonly TableColumn[] = [
  { name: "scope", label: "Where" },
  { name: "metric", label: "What", show: (metric) => metricWords(showText(metric)), isText: true },
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
  /** What is shown; the rows of its read where it is absent. */
  readonly choose?: (context: PageContext) => readonly ViewRow[];
}

function newestByServer({ rows }: PageContext): ViewRow[] {
  const newest = new Map(rows("metrics").map((row) => [textOf(row, "server_id"), row]));
  return [...newest.values()].sort((a, b) => textOf(a, "server_id").localeCompare(textOf(b, "server_id")));
}

/** From where on a server flaps, as health is judged. */
const FLAPPING_PERCENT = 30;

/** A server that went down once has not flapped. */
function flapping({ rows }: PageContext): ViewRow[] {
  return rows("flapping").filter((row) => (numberOf(row, "peak_flapping_percent") ?? 0) >= FLAPPING_PERCENT)
    .toSorted((a, b) => numberOf(b, "peak_flapping_percent")! - numberOf(a, "peak_flapping_percent")!);
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
    name: "outliers",
    title: "Servers that are not like their peers",
    caption: "what each usually had in this time against the middle of its pool or region; from 3.5 on it stands apart",
    columns: OUTLIERS,
    empty: "No server stands apart from its peers, of which it takes four.",
    isLive: true,
    choose: outlierRows,
  },
  {
    name: "flapping",
    title: "Servers that go up and down",
    caption: "in the last day",
    columns: FLAPPING,
    empty: "No server flaps: none went up and down again and again.",
    choose: flapping,
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

/** Renders all of them. */
export function renderPanels(context: PageContext): string {
  return PANELS.map((panel) => renderPanel(panel, context)).join("\n");
}

function renderPanel(panel: Panel, context: PageContext): string {
  const { name, title, caption, columns, empty, isLive, choose } = panel;
  const rows = choose?.(context) ?? context.rows(name);
  const content = rows.length === 0
    ? `<p class="empty">${escapeHtml(isLive ? empty : whyNone(context, empty))}</p>`
    : renderTable(`${title}: ${caption}`, columns, rows, context.zone);
  return `<section class="panel wide" aria-labelledby="${name}"><h2 id="${name}">${title}</h2>${content}</section>`;
}
