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
/** Durations below count as this, ms. */
const SHORTEST_MS = 0.1;

/** A row of the drawing: durations a quarter of a decade apart. */
export interface LatencyRow {
  readonly label: string;
  /** The shortest of them, ms. */
  readonly leastMs: number;
  /** Where the next row begins, ms. */
  readonly belowMs: number;
}

/** Requests by time and duration. */
export interface LatencyCells {
  readonly cells: readonly TimeCell[];
  /** From the longest durations to the shortest, those without a request among them, so that the axis is true. */
  readonly rows: readonly LatencyRow[];
}

/** Counts requests by spans of time and by durations. @param minutes of `traffic_minutes` */
export function latencyCells(minutes: readonly ViewRow[], { from, to }: PageRange): LatencyCells {
  const start = Math.max(from, numberOf(minutes[0], "minute_at") ?? from);
  const stepMs = Math.max(60_000, Math.ceil((to - start) / COLUMNS / 60_000) * 60_000);
  const counts = new Map<number, Map<number, number>>();
  for (const minute of minutes) {
    const sketch = minute.latency_sketch as unknown as Sketch | null;
    const column = start + Math.floor(((numberOf(minute, "minute_at") ?? 0) - start) / stepMs) * stepMs;
    sketch?.buckets.forEach((bucket, place) => {
      const step = Math.floor(ROWS_A_DECADE * Math.log10(Math.max(durationOf(bucket), SHORTEST_MS)));
      const row = counts.get(step) ?? new Map<number, number>();
      counts.set(step, row.set(column, (row.get(column) ?? 0) + sketch.counts[place]!));
    });
  }
  const steps = [...counts.keys()];
  const highest = Math.max(...steps);
  const rows = steps.length === 0
    ? []
    : Array.from({ length: highest - Math.min(...steps) + 1 }, (_, place) => rowOf(highest - place));
  const cells = [...counts].sort(([a], [b]) => b - a).flatMap(([step, columns]) =>
    [...columns].sort(([a], [b]) => a - b)
      .map(([at, value]) => ({ from: at, to: at + stepMs, row: rowOf(step).label, value }))
  );
  return { cells, rows };
}

function rowOf(step: number): LatencyRow {
  const leastMs = 10 ** (step / ROWS_A_DECADE);
  return { label: showLatency(leastMs), leastMs, belowMs: 10 ** ((step + 1) / ROWS_A_DECADE) };
}
