/** Lines that could not be read, by reason. @module */
import { barChart } from "../../chart/bar_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import type { PageContext, PageRange, ViewRead } from "../page.ts";
import { csvAddress, type Figure } from "../parts/figure.ts";
import { numberOf, textOf } from "../parts/series.ts";
import { shortMomentIn, showCount } from "../parts/show.ts";
import { WIDE } from "../parts/sizes.ts";

/** Newest lines whose reasons are told. */
const MOST_REJECTS = 20_000;
const MOST_REASONS = 12;

/** Names the rows of the figure. */
export function rejectReads(range: PageRange): Readonly<Record<string, ViewRead>> {
  return {
    rejects: { ...rejectsSince(range), limit: MOST_REJECTS, isNewestFirst: true },
    rejectCount: { ...rejectsSince(range), isCounted: true },
  };
}

/** A line that cannot be read has no time but that of its reading, which is after what it tells of. */
function rejectsSince({ from }: PageRange): ViewRead {
  return { view: "rejects", from, to: null };
}

/** Draws the reasons. It needs `windows` too, to know whether anything was read. */
export function rejectFigure(context: PageContext): Figure {
  const reasons = [...Map.groupBy(context.rows("rejects"), (row) => textOf(row, "reason"))].map(([reason, list]) => ({
    reason,
    count: list.length,
    source: textOf(list.at(-1), "source"),
    line: numberOf(list.at(-1), "line"),
    text: textOf(list.at(-1), "text"),
  })).sort((a, b) => b.count - a.count).slice(0, MOST_REASONS);
  const bars = reasons.map(({ reason, count }) => ({ name: reason, value: count, colour: theme.moderate }));
  const title = titleOf(context);
  return {
    id: "rejects",
    title,
    caption: `Lines that could not be read, by reason${
      reasons.length === 0 ? "" : `, of the newest ${showCount(MOST_REJECTS)} at most`
    }`,
    chart: bars.length === 0 ? null : barChart(title, bars, {
      theme,
      width: WIDE.width,
      unit: "lines",
      labelPixels: WIDE.width / 2,
    }),
    empty: context.rows("windows").length > 0
      ? "No line was rejected. What is read live is here within seconds, and counted above at once."
      : "Choose another time, or run deno task pipeline with your logs.",
    columns: [
      { name: "reason", label: "Reason", isText: true },
      { name: "count", label: "Lines", show: showCount },
      { name: "source", label: "The newest is in", isText: true },
      { name: "line", label: "Line", show: showCount },
      { name: "text", label: "Text", isText: true },
    ],
    rows: reasons,
    drill: { href: csvAddress(rejectsSince(context.range)), label: "The lines, as CSV" },
    isWide: true,
    pointing: { name: "reason", names: bars.map(({ name }) => name) },
  };
}

function titleOf(context: PageContext): string {
  const count = numberOf(context.rows("rejectCount")[0], "count") ?? 0;
  if (count > 0) {
    const lines = count === 1 ? "line" : "lines";
    return `${showCount(count)} ${lines} could not be read since ${shortMomentIn(context.zone)(context.range.from)}`;
  }
  return context.rows("windows").length > 0 ? "Every line of this time could be read" : "No line of this time is known";
}
