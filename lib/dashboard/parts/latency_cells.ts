/** Durations over time, out of the histograms of minutes. @module */
import type { TimeCell } from "../../chart/heatmap.ts";
import type { Sketch } from "../../table/table.ts";
import { durationOf } from "../../traffic/latency_sketch.ts";
import type { PageRange, ViewRow } from "../page.ts";
import { numberOf } from "./series.ts";
import { showLatency } from "./show.ts";

/** Columns of the drawing at most. */
const COLUMNS = 96;
/** Rows a factor of ten. */
const ROWS_A_DECADE = 4;

/** Counts requests by spans of time and by durations a quarter of a decade apart. @param minutes of `traffic_minutes` */
export function latencyCells(minutes: readonly ViewRow[], { from, to }: PageRange): TimeCell[] {
  const start = Math.max(from, numberOf(minutes[0], "minute_at") ?? from);
  const stepMs = Math.max(60_000, Math.ceil((to - start) / COLUMNS / 60_000) * 60_000);
  const counts = new Map<string, TimeCell & { value: number; step: number }>();
  for (const minute of minutes) {
    const sketch = minute.latency_sketch as unknown as Sketch | null;
    const at = numberOf(minute, "minute_at") ?? 0;
    sketch?.buckets.forEach((bucket, place) => {
      const step = Math.floor(ROWS_A_DECADE * Math.log10(Math.max(durationOf(bucket), 0.1)));
      const column = start + Math.floor((at - start) / stepMs) * stepMs;
      const key = `${column} ${step}`;
      const cell = counts.get(key) ?? { from: column, to: column + stepMs, row: labelOf(step), value: 0, step };
      counts.set(key, { ...cell, value: cell.value + sketch.counts[place]! });
    });
  }
  return [...counts.values()].sort((a, b) => b.step - a.step || a.from - b.from)
    .map(({ from, to, row, value }) => ({ from, to, row, value }));
}

/** Lists the rows of the drawing, the longest durations at the top. */
export function latencyRows(cells: readonly TimeCell[]): string[] {
  return [...new Set(cells.map(({ row }) => row))];
}

function labelOf(step: number): string {
  return `${showLatency(10 ** (step / ROWS_A_DECADE))}`;
}
