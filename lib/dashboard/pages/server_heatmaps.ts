/** Servers by time. @module */
import { timeHeatmap } from "../../chart/heatmap.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import { HEALTH_WINDOW_MS } from "../../health/server_health.ts";
import type { PageContext, PageRange } from "../page.ts";
import { requestsBehind } from "../parts/drill.ts";
import { noneFound, whyNone } from "../parts/analysed.ts";
import type { Figure } from "../parts/figure.ts";
import { readScopes, scopeWindowOf } from "../parts/reads.ts";
import { numberOf, textOf, windowMs } from "../parts/series.ts";
import { shortMomentIn, showLatency, showNumber, showPercent, showPercentage } from "../parts/show.ts";
import { HALF, WIDE } from "../parts/sizes.ts";

const MOST_SERVERS = 60;

/** The health score of servers. */
export function healthHeatmap(context: PageContext): Figure {
  const rows = context.rows("health").filter((row) => numberOf(row, "value") !== null);
  const cells = rows.map((row) => {
    const from = numberOf(row, "window_start_at")!;
    return { row: textOf(row, "server_id"), from, to: from + HEALTH_WINDOW_MS, value: numberOf(row, "value")! };
  });
  const unwell = new Set(rows.filter(({ level }) => level === "unhealthy").map((row) => textOf(row, "server_id")));
  const servers = [...new Set(cells.map(({ row }) => row))].sort().slice(0, MOST_SERVERS);
  const domain = knownDomain(cells, context.range);
  const title = unwell.size === 0
    ? noneFound(context, "No server was unhealthy", "Health of servers")
    : `${unwell.size} of ${servers.length} servers were unhealthy for a while`;
  return {
    id: "heatmap-health",
    title,
    caption: "Health of servers, five minutes a cell: 100 is well, below 50 unhealthy",
    chart: cells.length === 0 ? null : timeHeatmap(title, cells, {
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
      { name: "window_start_at", label: "From", isMoment: true },
      { name: "server_id", label: "Server" },
      { name: "value", label: "Score", show: showNumber },
      { name: "level", label: "State" },
    ],
    rows,
    read: { view: "server_heatmap", ...context.range, only: { metric: ["score"] } },
    drill: requestsBehind(context),
    isWide: true,
    domain,
    pointing: {
      time: "window_start_at",
      lasts: HEALTH_WINDOW_MS,
      name: "server_id",
      names: servers,
      scopeKind: "server",
    },
  };
}

/** A KPI of servers, hour by hour or minute by minute. */
export function serverHeatmap(
  context: PageContext,
  column: string,
  caption: string,
  unit: string,
  isLogarithmic: boolean,
): Figure {
  const { range } = context;
  const window = scopeWindowOf(range);
  const lengthMs = windowMs(window);
  const rows = context.rows("parts").filter((row) => row.scope_kind === "server" && numberOf(row, column) !== null);
  const worst = rows.toSorted((a, b) => numberOf(b, column)! - numberOf(a, column)!)[0];
  const show = column.endsWith("_ms") ? showLatency : showPercent;
  const title = worst === undefined
    ? caption
    : `${textOf(worst, "scope")} was worst: ${show(numberOf(worst, column))} from ${
      shortMomentIn(context.zone)(numberOf(worst, "window_start_at"))
    }`;
  const servers = [...new Set(rows.map((row) => textOf(row, "scope")))].sort().slice(0, MOST_SERVERS);
  const cells = rows.filter((row) => servers.includes(textOf(row, "scope"))).map((row) => {
    const from = numberOf(row, "window_start_at")!;
    return { row: textOf(row, "scope"), from, to: from + lengthMs, value: numberOf(row, column)! };
  });
  const domain = knownDomain(cells, range);
  return {
    id: `heatmap-${column.replaceAll("_", "-")}`,
    title,
    caption: `${caption}, ${window} by ${window}`,
    chart: cells.length === 0 ? null : timeHeatmap(title, cells, {
      theme,
      zone: context.zone,
      width: HALF.width,
      unit,
      domain,
      rows: servers,
      isLogarithmic,
    }),
    empty: "These logs name no servers.",
    columns: [
      { name: "window_start_at", label: "From", isMoment: true },
      { name: "scope", label: "Server" },
      { name: column, label: unit, show },
    ],
    rows,
    read: readScopes(range, ["server"]),
    drill: requestsBehind(context),
    domain,
    pointing: { time: "window_start_at", lasts: lengthMs, name: "scope", names: servers, scopeKind: "server" },
  };
}

/** The part of a span of which anything is known. */
function knownDomain(cells: readonly { readonly from: number }[], { from, to }: PageRange): readonly [number, number] {
  const first = Math.min(...cells.map((cell) => cell.from));
  return [Number.isFinite(first) ? Math.max(from, first) : from, to];
}

/** CPU of servers, hour by hour or minute by minute. */
export function cpuHeatmap(context: PageContext): Figure {
  const { range } = context;
  const window = scopeWindowOf(range);
  const lengthMs = windowMs(window);
  const windows = Map.groupBy(
    context.rows("metrics").filter((row) => numberOf(row, "cpu_usage_percent") !== null),
    (row) => `${Math.floor(numberOf(row, "timestamp")! / lengthMs)} ${textOf(row, "server_id")}`,
  );
  const cells = [...windows.values()].map((rows) => {
    const from = Math.floor(numberOf(rows[0], "timestamp")! / lengthMs) * lengthMs;
    const value = rows.reduce((sum, row) => sum + numberOf(row, "cpu_usage_percent")!, 0) / rows.length;
    return { row: textOf(rows[0], "server_id"), from, to: from + lengthMs, value };
  });
  const busiest = cells.toSorted((a, b) => b.value - a.value)[0];
  const title = busiest === undefined
    ? "CPU of servers"
    : `${busiest.row} was busiest: ${showPercentage(busiest.value)} CPU from ${
      shortMomentIn(context.zone)(busiest.from)
    }`;
  const servers = [...new Set(cells.map(({ row }) => row))].sort().slice(0, MOST_SERVERS);
  const domain = knownDomain(cells, range);
  return {
    id: "heatmap-cpu",
    title,
    caption: `CPU of servers, ${window} by ${window}`,
    chart: cells.length === 0 ? null : timeHeatmap(title, cells.filter(({ row }) => servers.includes(row)), {
      theme,
      zone: context.zone,
      width: HALF.width,
      unit: "CPU, percent",
      domain,
      rows: servers,
      range: [0, 100],
    }),
    empty: "No server metrics are known: name them with --metrics, or poll them with deno task collect.",
    columns: [
      { name: "from", label: "From", isMoment: true },
      { name: "row", label: "Server" },
      { name: "value", label: "CPU", show: showPercentage },
    ],
    rows: cells,
    read: { view: "server_metrics", ...range },
    drill: requestsBehind(context),
    domain,
    pointing: { time: "from", lasts: "to", name: "row", names: servers, scopeKind: "server" },
  };
}
