/**
 * When a growing series reaches its limit.
 *
 * The slope is the median of the slopes between all pairs of points, its interval the order statistics that Kendall's test
 * leaves (Sen, "Estimates of the Regression Coefficient Based on Kendall's Tau", JASA 63, 1968, section 6); the level at
 * the end is the median of what is left when the slope is taken off. Nothing is said of a series that may as well not
 * grow. Limit: points are taken for independent, so that of slow swings the interval is too narrow.
 *
 * @module
 */
import { median } from "../anomaly/median.ts";

/** A value and when it was. */
export interface Moment {
  /** ms since 1970. */
  readonly at: number;
  readonly value: number;
}

/** A limit that will be reached. Moments are ms since 1970. */
export interface Crossing {
  readonly latest: number;
  readonly slopePerDay: number;
  readonly crossesAt: number;
  readonly earliestAt: number;
  /** Null where it may never be reached. */
  readonly latestAt: number | null;
}

const DAY_MS = 86_400_000;
/** Farthest moment that is told, ms from the end. */
const HORIZON_MS = 365 * DAY_MS;
const FEWEST_POINTS = 7;
/** Points that are compared at most, the newest. */
const MOST_POINTS = 168;
/** Normal quantile of an interval of 90 %. */
const DEVIATIONS = 1.645;

/**
 * Finds when a series reaches a threshold from below.
 *
 * @param series ascending in time
 * @returns null where it does not grow for sure, or not reach it within a year, or has less than seven points
 */
export function crossThreshold(series: readonly Moment[], threshold: number): Crossing | null {
  const points = series.slice(-MOST_POINTS);
  if (points.length < FEWEST_POINTS) return null;
  const endAt = points.at(-1)!.at;
  const slopes = pairSlopes(points);
  const slope = median(slopes)!;
  const { lower, upper } = slopeInterval(slopes, points.length);
  const latest = median(points.map(({ at, value }) => value + slope * (endAt - at)))!;
  if (!(slope > 0 && lower > 0) && latest < threshold) return null;
  const reachedAt = (rate: number) => latest >= threshold ? endAt : endAt + (threshold - latest) / rate;
  const crossesAt = reachedAt(slope);
  if (crossesAt - endAt > HORIZON_MS) return null;
  return {
    latest,
    slopePerDay: slope * DAY_MS,
    crossesAt,
    earliestAt: reachedAt(upper),
    latestAt: lower > 0 || latest >= threshold ? reachedAt(lower) : null,
  };
}

function pairSlopes(points: readonly Moment[]): number[] {
  const slopes: number[] = [];
  for (const [place, a] of points.entries()) {
    for (let other = place + 1; other < points.length; other++) {
      const b = points[other]!;
      slopes.push((b.value - a.value) / (b.at - a.at));
    }
  }
  return slopes.sort((a, b) => a - b);
}

/** @param slopes ascending */
function slopeInterval(
  slopes: readonly number[],
  pointCount: number,
): { readonly lower: number; readonly upper: number } {
  const spread = DEVIATIONS * Math.sqrt(pointCount * (pointCount - 1) * (2 * pointCount + 5) / 18);
  const placeOf = (place: number) => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(place)))]!;
  return { lower: placeOf((slopes.length - spread) / 2 - 1), upper: placeOf((slopes.length + spread) / 2) };
}
