/**
 * Precision and recall by events: an incident counts once, however many of its rows are detected, and so does an
 * uninterrupted run of false rows.
 *
 * Point-adjusted scores, which call all rows of an incident detected when one is, are not used: uniform random scores reach an F1
 * of 0.6 to 0.9 under them (Kim et al., "Towards a rigorous evaluation of time-series anomaly detection", AAAI 2022).
 *
 * @module
 */
import type { ScoredSeries } from "./labelled_series.ts";
import { nabProbation } from "./nab_score.ts";

/** A scored series with the time that it covers. */
export interface TimedSeries extends ScoredSeries {
  /** Days that one row stands for. */
  readonly daysPerRow: number;
}

/** What one threshold for all series gives. */
export interface EventPoint {
  /** Rows with at least this score are alarms. */
  readonly threshold: number;
  /** Share of alarms that met an incident. */
  readonly precision: number;
  /** Share of incidents met. */
  readonly recall: number;
  readonly f1: number;
  readonly falseAlarmsPerDay: number;
}

/**
 * Lists what each threshold gives at which one more incident is met, in descending order; rows of the probation are left out.
 *
 * A run of rows begins where its neighbour is below the threshold, so the number of runs is the number of rows at or above it less
 * the number of neighbours of which both are.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { eventCurve } from "./event_curve.ts";
 *
 * const scores = Float64Array.of(0, 0.5, 0.5, 0, 0.9, 0.5);
 * const [point] = eventCurve([{ scores, windows: [{ first: 4, last: 5 }], daysPerRow: 0.5 }]);
 * assertEquals(point, { threshold: 0.9, precision: 1, recall: 1, f1: 1, falseAlarmsPerDay: 0 });
 * ```
 */
export function eventCurve(series: readonly TimedSeries[]): EventPoint[] {
  const rows: number[] = [];
  const neighbours: number[] = [];
  const incidents: number[] = [];
  let days = 0;
  for (const one of series) {
    const start = nabProbation(one.scores.length);
    days += (one.scores.length - start) * one.daysPerRow;
    collectOutside(one, start, rows, neighbours);
    for (const { first, last } of one.windows) {
      if (last >= start) incidents.push(one.scores.subarray(Math.max(first, start), last + 1).reduce(larger, 0));
    }
  }
  return pointsOf(descending(incidents), descending(rows), descending(neighbours), days);
}

/** Finds the point with the best F1; null where nothing is met. */
export function bestEventPoint(curve: readonly EventPoint[]): EventPoint | null {
  return curve.reduce<EventPoint | null>((best, point) => best === null || point.f1 > best.f1 ? point : best, null);
}

/** Finds the largest recall with at most so many false alarms a series and day. */
export function recallAt(curve: readonly EventPoint[], falseAlarmsPerDay: number): number {
  return curve.filter((point) => point.falseAlarmsPerDay <= falseAlarmsPerDay).reduce(
    (most, { recall }) => larger(most, recall),
    0,
  );
}

function collectOutside({ scores, windows }: ScoredSeries, start: number, rows: number[], neighbours: number[]): void {
  let next = 0;
  let previous = 0;
  for (let row = start; row < scores.length; row++) {
    while (next < windows.length && windows[next]!.last < row) next++;
    const isWithin = next < windows.length && row >= windows[next]!.first;
    const score = isWithin ? 0 : scores[row]!;
    if (score > 0) rows.push(score);
    if (score > 0 && previous > 0) neighbours.push(Math.min(score, previous));
    previous = score;
  }
}

function pointsOf(incidents: Float64Array, rows: Float64Array, neighbours: Float64Array, days: number): EventPoint[] {
  const points: EventPoint[] = [];
  let rowCount = 0;
  let neighbourCount = 0;
  for (let met = 1; met <= incidents.length && incidents[met - 1]! > 0; met++) {
    const threshold = incidents[met - 1]!;
    if (incidents[met] === threshold) continue;
    while (rowCount < rows.length && rows[rowCount]! >= threshold) rowCount++;
    while (neighbourCount < neighbours.length && neighbours[neighbourCount]! >= threshold) neighbourCount++;
    const falseAlarms = rowCount - neighbourCount;
    const precision = met / (met + falseAlarms);
    const recall = met / incidents.length;
    const f1 = 2 * precision * recall / (precision + recall);
    points.push({ threshold, precision, recall, f1, falseAlarmsPerDay: falseAlarms / days });
  }
  return points;
}

function larger(a: number, b: number): number {
  return Math.max(a, b);
}

function descending(scores: readonly number[]): Float64Array {
  return Float64Array.from(scores).sort().reverse();
}
