/**
 * How closely metrics move together: Spearman's rank correlation, the correlation of ranks, which single extremes do not move
 * (Spearman, "The Proof and Measurement of Association between Two Things", American Journal of Psychology 15, 1904).
 *
 * @module
 */
import type { Correlation } from "../../chart/heatmap.ts";
import type { ViewRow } from "../page.ts";
import { numberOf } from "../parts/series.ts";

const FEWEST_ROWS = 10;

/** Correlates all pairs of columns over the rows in which both are known; null with fewer than ten, or where one is constant. */
export function correlations(rows: readonly ViewRow[], columns: readonly string[]): Correlation[] {
  return columns.flatMap((a) => columns.map((b) => ({ a, b, value: rankCorrelation(pairs(rows, a, b)) })));
}

function pairs(rows: readonly ViewRow[], a: string, b: string): (readonly [number, number])[] {
  return rows.flatMap((row) => {
    const [x, y] = [numberOf(row, a), numberOf(row, b)];
    return x === null || y === null ? [] : [[x, y] as const];
  });
}

/**
 * Computes Spearman's coefficient, -1..1; null with fewer than ten pairs, or where one side is constant.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { rankCorrelation } from "./correlations.ts";
 *
 * const rising = Array.from({ length: 12 }, (_, i) => [i, i * i] as const);
 * assertEquals(rankCorrelation(rising), 1);
 * ```
 */
export function rankCorrelation(points: readonly (readonly [number, number])[]): number | null {
  if (points.length < FEWEST_ROWS) return null;
  const [x, y] = [ranks(points.map(([value]) => value)), ranks(points.map(([, value]) => value))];
  const middle = (points.length - 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((rank, place) => {
    const [dx, dy] = [rank - middle, y[place]! - middle];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  return xx === 0 || yy === 0 ? null : Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy)));
}

/** Ranks from 0; equal values share the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, place) => place).sort((a, b) => values[a]! - values[b]!);
  const ranked = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let place = from; place < to; place++) ranked[order[place]!] = (from + to - 1) / 2;
    from = to;
  }
  return ranked;
}
