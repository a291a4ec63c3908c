/** Servers by time, one colour a cell. @module */
import { timeHeatmap } from "../../chart/heatmap.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import { HEALTH_WINDOW_MS } from "../../health/server_health.ts";
import type { PageContext, PageRange, ViewRead } from "../page.ts";
import { noneFound, whyNone } from "../parts/analysed.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { wholeWindows } from "../parts/reads.ts";
import { numberOf, textOf } from "../parts/series.ts";
import { shortMomentIn, showNumber } from "../parts/show.ts";
import { HALF, WIDE } from "../parts/sizes.ts";
import { chosenMeasure, SERVER_MEASURES, serverWindowMs, serverWindowOf, valuesOf } from "./server_measures.ts";

const MOST_SERVERS = 60;

/** Longest span whose health is shown by windows of five minutes. */
const HEALTH_WINDOWS_UP_TO_MS = 2 * 86_400_000;

/** Reads the health score of servers: by five minutes, or the worst of hours and days. */
export function readHealth(range: PageRange): ViewRead {
  if (isShort(range)) {
    return { view: "server_heatmap", ...wholeWindows(range, HEALTH_WINDOW_MS), only: { metric: ["score"] } };
  }
  const only = { window: [serverWindowOf(range)] };
  return { view: "server_health_windows", ...wholeWindows(range, serverWindowMs(range)), only };
}

function isShort({ from, to }: PageRange): boolean {
  return to - from <= HEALTH_WINDOWS_UP_TO_MS;
}

/** The health score of servers. */
export function healthHeatmap(context: PageContext): Figure {
  const { range } = context;
  const lasts = isShort(range) ? HEALTH_WINDOW_MS : serverWindowMs(range);
  const rows = context.rows("health").flatMap((row) => {
    const [from, value] = [numberOf(row, "window_start_at"), numberOf(row, "value") ?? numberOf(row, "lowest_score")];
    const isUnwell = row.level === "unhealthy" || (numberOf(row, "unhealthy_count") ?? 0) > 0;
    return from === null || value === null ? [] : [{ from, server: textOf(row, "server_id"), value, isUnwell }];
  });
  const unwell = new Set(rows.filter(({ isUnwell }) => isUnwell).map(({ server }) => server));
  const all = new Set(rows.map(({ server }) => server));
  const servers = firstOf(all, unwell);
  const domain = knownDomain(rows, range);
  const title = unwell.size === 0
    ? noneFound(context, "No server was unhealthy", "Health of servers")
    : `${unwell.size} of ${all.size} servers were unhealthy for a while`;
  return {
    id: "heatmap-health",
    title,
    caption: `${
      isShort(range)
        ? "Health of servers, five minutes a cell"
        : `Worst health of servers, a ${serverWindowOf(range)} a cell`
    }: 100 is well, below 50 unhealthy${shownOf(servers, all)}`,
    chart: rows.length === 0 ? null : timeHeatmap(title, cellsOf(rows, servers, lasts), {
      theme,
      zone: context.zone,
      width: WIDE.width,
      unit: "score",
      domain,
      rows: servers,
      range: [100, 0],
    }),
    empty: whyNone(context, "No server is named in these logs."),
    columns: [
      { name: "from", label: "From", isMoment: true },
      { name: "server", label: "Server" },
      { name: "value", label: "Score", show: showNumber },
      { name: "isUnwell", label: "Unhealthy" },
    ],
    rows,
    drill: requestsBehind(context),
    isWide: true,
    domain,
    pointing: { time: "from", lasts, name: "server", names: servers, scopeKind: "server" },
  };
}

/** The measure of servers that is chosen. */
export function measureHeatmap(context: PageContext): Figure {
  const { range } = context;
  const column = chosenMeasure(context);
  const { words, unit, show, source, range: ends, isLogarithmic = false } = SERVER_MEASURES[column]!;
  const lasts = serverWindowMs(range);
  const rows = valuesOf(context, column);
  const highest = rows.toSorted((a, b) => b.value - a.value)[0];
  const title = highest === undefined
    ? sentence(words)
    : `${highest.server} had the most: ${words} ${show(highest.value)} from ${
      shortMomentIn(context.zone)(highest.from)
    }`;
  const all = new Set(rows.map(({ server }) => server));
  const servers = firstOf(all, new Set(highest === undefined ? [] : [highest.server]));
  const domain = knownDomain(rows, range);
  return {
    id: "heatmap-measure",
    title,
    caption: `${sentence(words)} of servers, ${serverWindowOf(range)} by ${serverWindowOf(range)}${
      shownOf(servers, all)
    }`,
    chart: rows.length === 0 ? null : timeHeatmap(title, cellsOf(rows, servers, lasts), {
      theme,
      zone: context.zone,
      width: HALF.width,
      unit,
      domain,
      rows: servers,
      isLogarithmic,
      ...(ends === undefined ? {} : { range: ends }),
    }),
    empty: emptyOf(source),
    columns: [
      { name: "from", label: "From", isMoment: true },
      { name: "server", label: "Server" },
      { name: "value", label: sentence(words), show },
    ],
    rows,
    drill: requestsBehind(context),
    domain,
    pointing: { time: "from", lasts, name: "server", names: servers, scopeKind: "server" },
  };
}

/** Says why nothing is known of a measure. */
export function emptyOf(source: "requests" | "samples"): string {
  return source === "requests"
    ? "These logs name no servers."
    : "No server metrics are known of this time: name files with --metrics, or poll them with --metrics-url.";
}

/** Words as the beginning of a sentence. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function cellsOf(
  rows: readonly { readonly from: number; readonly server: string; readonly value: number }[],
  servers: readonly string[],
  lengthMs: number,
) {
  const shown = new Set(servers);
  return rows.filter(({ server }) => shown.has(server)).map(({ from, server, value }) => (
    { row: server, from, to: from + lengthMs, value }
  ));
}

/** As many servers as can be told apart, by name; those that the title speaks of are among them. */
function firstOf(all: ReadonlySet<string>, named: ReadonlySet<string>): string[] {
  const byName = [...all].sort();
  return [...byName.filter((server) => named.has(server)), ...byName.filter((server) => !named.has(server))]
    .slice(0, MOST_SERVERS).sort();
}

function shownOf(servers: readonly string[], all: ReadonlySet<string>): string {
  return servers.length === all.size ? "" : `; ${servers.length} of ${all.size} servers are drawn`;
}

/** The part of a span of which anything is known. */
function knownDomain(cells: readonly { readonly from: number }[], { from, to }: PageRange): readonly [number, number] {
  const first = Math.min(...cells.map((cell) => cell.from));
  return [Number.isFinite(first) ? Math.max(from, first) : from, to];
}
