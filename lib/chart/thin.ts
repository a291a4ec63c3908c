/**
 * Leaves out points that nobody can see.
 *
 * Of the points that fall on one pixel column the first, the last, the smallest and the largest are kept, which draws exactly the
 * line that all of them would draw: M4 (Jugel, Jerzak, Hackenbroich and Markl, "M4: A Visualization-Oriented Time Series Data
 * Aggregation", VLDB 2014).
 *
 * @module
 */
import type { Moment } from "./chart.ts";

/** Columns that a chart is wide; four points in each. */
const COLUMNS = 200;

/** Thins a series in order of time; short ones are returned as they are. */
export function thin<M extends Moment>(points: readonly M[], columns: number = COLUMNS): readonly M[] {
  if (points.length <= 2 * columns) return points;
  const from = points[0]!.at;
  const span = points.at(-1)!.at - from + 1;
  const groups = Map.groupBy(points, ({ at }) => Math.floor((at - from) / span * columns));
  return [...groups.values()].flatMap((group) => {
    const known = group.filter(({ value }) => value !== null);
    const extremes = known.length === 0 ? [] : [least(known), most(known)];
    return [...new Set([group[0]!, ...extremes, group.at(-1)!])].sort((a, b) => a.at - b.at);
  });
}

function least<M extends Moment>(points: readonly M[]): M {
  return points.reduce((best, point) => point.value! < best.value! ? point : best);
}

function most<M extends Moment>(points: readonly M[]): M {
  return points.reduce((best, point) => point.value! > best.value! ? point : best);
}
