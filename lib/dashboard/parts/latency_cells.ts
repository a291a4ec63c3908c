/** Durations over time, out of the histograms of minutes. @module */
import type { TimeCell } from "../../chart/heatmap.ts";
import type { Sketch } from "../../table/table.ts";
import { durationOf, mergeSketches } from "../../traffic/latency_sketch.ts";
import type { PageRange, PageScope, ViewRead, ViewRow } from "../page.ts";
import { numberOf } from "./series.ts";
import { showLatency } from "./show.ts";

const MINUTE_MS = 60_000;
/** Columns of the drawing, about. */
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

/** Chooses how long each column of the drawing is, ms. */
export function latencyStepMs({ from, to }: PageRange): number {
  return Math.max(MINUTE_MS, Math.ceil((to - from) / COLUMNS / MINUTE_MS) * MINUTE_MS);
}

/** Reads the durations of a scope, added up by columns of the drawing. */
export function readLatencies(range: PageRange, { kind, name }: PageScope): ViewRead {
  return {
    view: "traffic_minutes",
    ...range,
    only: { scope_kind: [kind], scope: [name] },
    sketchStepMs: latencyStepMs(range),
  };
}

/** Adds up what {@linkcode readLatencies} gave. */
export function wholeSketch(columns: readonly ViewRow[]): Sketch {
  return mergeSketches(columns.map((row) => row.latency_sketch as unknown as Sketch));
}

/** Counts requests by columns and by durations. @param columns as {@linkcode readLatencies} gives them */
export function latencyCells(columns: readonly ViewRow[], stepMs: number): LatencyCells {
  const counts = new Map<number, Map<number, number>>();
  for (const column of columns) {
    const sketch = column.latency_sketch as unknown as Sketch;
    const at = numberOf(column, "minute_at") ?? 0;
    sketch.buckets.forEach((bucket, place) => {
      const step = Math.floor(ROWS_A_DECADE * Math.log10(Math.max(durationOf(bucket), SHORTEST_MS)));
      const row = counts.get(step) ?? new Map<number, number>();
      counts.set(step, row.set(at, (row.get(at) ?? 0) + sketch.counts[place]!));
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
