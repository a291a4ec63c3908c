/** What is measured of servers: from requests by the roll-up, from machines by what they tell of themselves. @module */
import { escapeHtml } from "../html.ts";
import type { PageContext, PageQuery, PageRange, ViewRead, ViewRow } from "../page.ts";
import { wholeWindows } from "../parts/reads.ts";
import { numberOf, textOf } from "../parts/series.ts";
import { type Show, showCount, showLatency, showNumber, showPercent, showPercentage } from "../parts/show.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One measure. */
export interface ServerMeasure {
  /** As it stands in a sentence. */
  readonly words: string;
  readonly unit: string;
  readonly show: Show;
  readonly source: "requests" | "samples";
  /** Ends of its scale, where that is known. */
  readonly range?: readonly [number, number];
  readonly isLogarithmic?: boolean;
  /** Least difference between servers that matters: in its unit, and as a share of the median. */
  readonly smallest: { readonly absolute: number; readonly relative: number };
}

const PERCENT = { unit: "percent", show: showPercentage, source: "samples", range: [0, 100] } as const;
const POINTS = { absolute: 3, relative: 0.05 };
const TENTH = { absolute: 0, relative: 0.1 };

/** Measures by their column. */
export const SERVER_MEASURES: Readonly<Record<string, ServerMeasure>> = {
  p95_duration_ms: {
    ...{ words: "95th percentile", unit: "p95, ms", show: showLatency, source: "requests", isLogarithmic: true },
    smallest: { absolute: 5, relative: 0.1 },
  },
  server_error_ratio: {
    ...{ words: "server errors", unit: "share of requests", show: showPercent, source: "requests" },
    smallest: { absolute: 0.005, relative: 0.1 },
  },
  requests_per_second: { words: "requests", unit: "requests/s", show: showNumber, source: "requests", smallest: TENTH },
  concurrency: {
    words: "requests in flight",
    unit: "in flight",
    show: showNumber,
    source: "requests",
    smallest: TENTH,
  },
  cpu_usage_percent: { ...PERCENT, words: "CPU", smallest: POINTS },
  memory_usage_percent: { ...PERCENT, words: "memory", smallest: POINTS },
  disk_usage_percent: { ...PERCENT, words: "disk", smallest: POINTS },
  active_connections: {
    ...{ words: "connections", unit: "connections", show: showNumber, source: "samples" },
    smallest: { absolute: 2, relative: 0.1 },
  },
  network_in_mbps: { words: "network in", unit: "Mbit/s", show: showNumber, source: "samples", smallest: TENTH },
  network_out_mbps: { words: "network out", unit: "Mbit/s", show: showNumber, source: "samples", smallest: TENTH },
  backend_health_failures: {
    ...{ words: "failed checks", unit: "failed checks", show: showCount, source: "samples" },
    smallest: { absolute: 1, relative: 0.1 },
  },
};

const USUAL_MEASURE = "p95_duration_ms";

/** The measure that a query chooses, by its column. */
export function chosenMeasure({ parameters }: Pick<PageQuery, "parameters">): string {
  const wanted = parameters.get("measure") ?? "";
  return Object.hasOwn(SERVER_MEASURES, wanted) ? wanted : USUAL_MEASURE;
}

/** Renders the field of the filters that chooses it. */
export function renderMeasureField(query: PageQuery): string {
  const options = Object.entries(SERVER_MEASURES).map(([name, { words }]) =>
    `<option value="${name}"${name === chosenMeasure(query) ? " selected" : ""}>${escapeHtml(words)}</option>`
  );
  return `<label>Servers by <select name="measure">${options.join("")}</select></label>\n`;
}

/** Windows that servers are shown in: few enough to be seen. */
type ServerWindow = "minute" | "hour" | "day";

const LENGTH_MS: Readonly<Record<ServerWindow, number>> = { minute: 60_000, hour: HOUR_MS, day: DAY_MS };

/** Chooses the windows of a span. */
export function serverWindowOf({ from, to }: PageRange): ServerWindow {
  if (to - from <= 2 * HOUR_MS) return "minute";
  return to - from <= 14 * DAY_MS ? "hour" : "day";
}

/** Length of a span's windows, ms. */
export function serverWindowMs(range: PageRange): number {
  return LENGTH_MS[serverWindowOf(range)];
}

/** Reads what was measured of servers from requests. */
export function readByRequests(range: PageRange): ViewRead {
  const window = serverWindowOf(range);
  return {
    view: "kpis",
    ...wholeWindows(range, LENGTH_MS[window]),
    only: { window: [window], scope_kind: ["server"] },
  };
}

/** Reads what servers told of themselves. */
export function readBySamples(range: PageRange): ViewRead {
  const window = serverWindowOf(range);
  if (window === "minute") return { view: "server_metrics", ...range };
  return { view: "server_metric_windows", ...wholeWindows(range, LENGTH_MS[window]), only: { window: [window] } };
}

/** One server in one window, whose start is in ms since 1970. */
export type ServerValue = { readonly server: string; readonly from: number; readonly value: number };

/** Servers that the balancer stands for itself, or that are no single ones. */
const NO_SERVERS = ["(none)", "(other)"];

/** The values of a measure, in order of time; samples of one minute are the last of them. */
export function valuesOf({ rows, range }: Pick<PageContext, "rows" | "range">, column: string): ServerValue[] {
  const isOfRequests = SERVER_MEASURES[column]?.source === "requests";
  if (isOfRequests) return rows("byRequests").flatMap((row) => valueOf(row, "scope", "window_start_at", column));
  if (serverWindowOf(range) !== "minute") {
    return rows("bySamples").flatMap((row) => valueOf(row, "server_id", "window_start_at", column));
  }
  const samples = rows("bySamples").flatMap((row) => valueOf(row, "server_id", "timestamp", column));
  const minutes = samples.map((sample) => ({ ...sample, from: Math.floor(sample.from / 60_000) * 60_000 }));
  return [...new Map(minutes.map((sample) => [`${sample.from} ${sample.server}`, sample])).values()];
}

function valueOf(row: ViewRow, name: string, time: string, column: string): ServerValue[] {
  const [server, from, value] = [textOf(row, name), numberOf(row, time), numberOf(row, column)];
  return from === null || value === null || NO_SERVERS.includes(server) ? [] : [{ server, from, value }];
}
