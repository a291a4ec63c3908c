/**
 * Which slices of the traffic carry a departure.
 *
 * For each slice (a server, a region, a route), excess = observed - expected in events: of a count the requests, of a
 * ratio the failures, of a latency the waiting (value x requests), of a gauge the value. Expected is the slice's own
 * mean over the hour before the departure (of a latency the median, as one request that ran into a time limit would
 * outweigh all others). Within one kind of scope the slices cut all traffic, so a slice's share is
 * its excess / the sum over the slices of its kind, and the shares of a kind sum to 1; a slice that went the other way
 * has a negative share. Limit: quantiles do not add up, so shares of a latency are approximate. Reference: Bhagwan et
 * al., "Adtributor: Revenue Debugging in Advertising Systems", NSDI 2014, for explanatory power as share of the change.
 *
 * @module
 */
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { Point, Series } from "./detector.ts";
import { median } from "./median.ts";
import { pointsWithin, type TimeRange, USUAL_MS } from "./series_catalog.ts";

/** What a slice did and should have done while a departure lasted. */
export interface SliceExcess {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  /** Mean a window, in the metric's unit, weighted by requests for ratios; the median of windows for latencies. */
  readonly observed: number;
  /** The same over the hour before. */
  readonly expected: number;
  /** Observed - expected, in events over the whole range. */
  readonly excess: number;
  /** Excess / sum of the excess of all slices of its kind. */
  readonly share: number;
}

interface Level {
  readonly mean: number;
  /** What the mean is multiplied by to get events: windows or requests. */
  readonly weight: number;
}

/**
 * Shares the excess of a range out among slices, largest share first.
 *
 * Kinds whose slices together do not depart in `direction` are left out: traffic that only moved from one slice to
 * another has no excess to share.
 *
 * @param slices series of one metric; those of kind `all` are ignored
 * @param range the departure; the hour before it is what is usual
 */
export function explainExcess(
  slices: readonly Series[],
  range: TimeRange,
  direction: "high" | "low",
): SliceExcess[] {
  const sign = direction === "high" ? 1 : -1;
  const parts = slices.filter(({ scopeKind }) => scopeKind !== "all").map((series) => excessOf(series, range));
  const totals = new Map<ScopeKind, number>();
  for (const { scopeKind, excess } of parts) totals.set(scopeKind, (totals.get(scopeKind) ?? 0) + excess);
  return parts
    .filter(({ scopeKind }) => totals.get(scopeKind)! * sign > 0)
    .map((part) => ({ ...part, share: part.excess / totals.get(part.scopeKind)! }))
    .sort((a, b) => b.share - a.share);
}

/** Measures a series over a range against the hour before it. */
export function excessOf(series: Series, range: TimeRange): Omit<SliceExcess, "share"> {
  const now = levelOf(series, range);
  const before = levelOf(series, { from: range.from - USUAL_MS, to: range.from });
  const expected = Number.isNaN(before.mean) ? 0 : before.mean;
  const observed = Number.isNaN(now.mean) ? expected : now.mean;
  const excess = (observed - expected) * now.weight;
  return { scopeKind: series.scopeKind, scope: series.scope, observed, expected, excess };
}

function levelOf(series: Series, range: TimeRange): Level {
  const points = pointsWithin(series, range);
  switch (series.kind) {
    case "count":
      return countLevel(points, series, range);
    case "latency":
      return { ...sampleLevel(points), mean: median(points.flatMap(({ value }) => value ?? [])) ?? NaN };
    default:
      return sampleLevel(points);
  }
}

/** Counts are told per window since the series began, windows without a point included. */
function countLevel(points: readonly Point[], series: Series, range: TimeRange): Level {
  const startAt = Math.max(range.from, series.points[0]?.at ?? range.to);
  const windows = Math.max(0, (range.to - startAt) / series.windowMs);
  return { mean: points.reduce((sum, { value }) => sum + (value ?? 0), 0) / windows, weight: windows };
}

function sampleLevel(points: readonly Point[]): Level {
  let sum = 0;
  let weight = 0;
  for (const { value, sampleCount } of points) {
    if (value === null) continue;
    sum += value * sampleCount;
    weight += sampleCount;
  }
  return { mean: sum / weight, weight };
}
