/** Makes the silence of a series visible: of a count, a window without a point is a window without events. @module */
import type { Point, Series } from "./detector.ts";

/** Longest silence that is taken for no events, ms; beyond it nothing was recorded, and the series ends before it. */
export const LONGEST_SILENCE_MS = 86_400_000;

/**
 * Fills the gaps of a count series with zeros, up to `until`; series of other kinds are returned as they are.
 *
 * A gap longer than `LONGEST_SILENCE_MS` is left open.
 *
 * @param until end of what was recorded, ms since 1970; absent, the series ends at its last point
 *
 * @example
 * ```ts
 * import { fillGaps } from "./fill_gaps.ts";
 *
 * const point = (at: number) => ({ at, value: 5, sampleCount: 5 });
 * const series = { scopeKind: "all", scope: "(all)", metric: "request_count", kind: "count", windowMs: 60_000 } as const;
 * fillGaps({ ...series, points: [point(0), point(120_000)] }).points.length; // 3
 * ```
 */
export function fillGaps(series: Series, until?: number): Series {
  if (series.kind !== "count" || series.points.length === 0) return series;
  const points: Point[] = [];
  for (const point of series.points) {
    fill(points, point.at, series.windowMs);
    points.push(point);
  }
  if (until !== undefined) fill(points, until, series.windowMs);
  return points.length === series.points.length ? series : { ...series, points };
}

function fill(points: Point[], until: number, windowMs: number): void {
  const last = points.at(-1);
  if (last === undefined || until - last.at > LONGEST_SILENCE_MS) return;
  for (let at = last.at + windowMs; at < until; at += windowMs) points.push({ at, value: 0, sampleCount: 0 });
}
