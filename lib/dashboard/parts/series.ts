/** Series out of rows. @module */
import type { Moment } from "../../chart/chart.ts";
import type { PageRange, ViewRow } from "../page.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Longest span that is read minute by minute. */
const MINUTES_UP_TO_MS = 24 * HOUR_MS;

/** Chooses the window of `kpis` that a span is shown in. */
export function windowOf({ from, to }: PageRange): "minute" | "hour" {
  return to - from <= MINUTES_UP_TO_MS ? "minute" : "hour";
}

/** Tells how long a window is, ms. */
export function windowMs(window: "minute" | "hour"): number {
  return window === "minute" ? MINUTE_MS : HOUR_MS;
}

/** Reads a number of a row; null where it is none. */
export function numberOf(row: ViewRow | undefined, column: string): number | null {
  const value = row?.[column];
  return typeof value === "number" ? value : null;
}

/** Reads a text of a row; empty where it is none. */
export function textOf(row: ViewRow | undefined, column: string): string {
  const value = row?.[column];
  return typeof value === "string" ? value : "";
}

/** Makes a series of a column, with a break where windows are missing. */
export function seriesOf(rows: readonly ViewRow[], column: string, stepMs: number, time = "window_start_at"): Moment[] {
  const points: Moment[] = [];
  for (const row of rows) {
    const at = numberOf(row, time) ?? 0;
    const last = points.at(-1);
    if (last !== undefined && at - last.at > 1.5 * stepMs) points.push({ at: last.at + stepMs, value: null });
    points.push({ at, value: numberOf(row, column) });
  }
  return points;
}

/** Moves a series in time, to lay it under another. */
export function shifted(points: readonly Moment[], byMs: number): Moment[] {
  return points.map(({ at, value }) => ({ at: at + byMs, value }));
}

/** Computes the mean of a column over requests: each window counts as its requests; null without any. */
export function meanOverRequests(rows: readonly ViewRow[], column: string): number | null {
  let sum = 0;
  let requests = 0;
  for (const row of rows) {
    const value = numberOf(row, column);
    const count = numberOf(row, "request_count") ?? 0;
    if (value === null || count === 0) continue;
    sum += value * count;
    requests += count;
  }
  return requests === 0 ? null : sum / requests;
}
