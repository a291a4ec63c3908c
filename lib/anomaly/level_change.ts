/**
 * Whether the level of a series changed with an incident, beyond what its noise and its peers explain.
 *
 * The level while it lasted is compared with the hour before. Of counts and ratios the events are judged by
 * `countSurprise`, the hour before being what the past is worth; of latencies and gauges the distance of medians is
 * z = (m1 - m0) / (s sqrt(pi/2 (1/n1 + 1/n0))) with s = 1.4826 MAD of the hour before. What the other scopes of the
 * kind did at the same time is the tide of the day: the expected level is multiplied by their median ratio.
 * Reference: Rousseeuw and Croux, "Alternatives to the Median Absolute Deviation", JASA 88, 1993 (MAD); Serfling,
 * "Approximation Theorems of Mathematical Statistics", 1980, 2.3 (variance of a median).
 *
 * @module
 */
import { excessOf } from "./explain_excess.ts";
import type { Series } from "./detector.ts";
import { median } from "./median.ts";
import { pointsWithin, type SeriesCatalog, type TimeRange, USUAL_MS } from "./series_catalog.ts";
import { countSurprise } from "./surprise.ts";

/** Surprise that a change needs, in standard deviations: a dozen metrics of an incident are looked at. */
const CLEAR_SURPRISE = 5;
/** Smallest relative change that is told. */
const SMALLEST_CHANGE = 0.3;
const FEWEST_PEERS = 3;
const MAD_TO_DEVIATION = 1.4826;
/** Smallest relative noise of a gauge or latency that is believed. */
const SMALLEST_NOISE = 0.02;

/** A level that changed. */
export interface LevelChange {
  readonly observed: number;
  readonly expected: number;
  /** Standard deviations, positive for more. */
  readonly surprise: number;
}

/** Measures how a series changed in a range; null where it did not, or where nothing is known of the hour before. */
export function levelChange(series: Series, range: TimeRange, catalog: SeriesCatalog): LevelChange | null {
  const tide = tideOf(series, range, catalog);
  const seen = tide === null ? { from: range.from, to: Math.min(range.to, range.from + USUAL_MS) } : range;
  const before = pointsWithin(series, { from: seen.from - USUAL_MS, to: seen.from });
  if (before.length === 0) return null;
  const { observed, expected: usual } = excessOf(series, seen);
  const expected = usual * (tide ?? 1);
  if (Math.abs(observed - expected) < SMALLEST_CHANGE * Math.max(Math.abs(expected), Math.abs(observed))) return null;
  const surprise = surpriseOf(series, seen, { observed, expected });
  return Math.abs(surprise) >= CLEAR_SURPRISE ? { observed, expected, surprise } : null;
}

/** Computes the median ratio by which the other scopes of a kind changed; null with too few of them. */
function tideOf(series: Series, range: TimeRange, catalog: SeriesCatalog): number | null {
  const ratios = catalog.ofMetric(series.metric)
    .filter(({ scopeKind, scope }) => scopeKind === series.scopeKind && scope !== series.scope)
    .map((peer) => excessOf(peer, range))
    .flatMap(({ observed, expected }) => expected > 0 && observed > 0 ? [observed / expected] : []);
  return ratios.length >= FEWEST_PEERS ? median(ratios) : null;
}

function surpriseOf(series: Series, range: TimeRange, { observed, expected }: Omit<LevelChange, "surprise">): number {
  const now = pointsWithin(series, range);
  const before = pointsWithin(series, { from: range.from - USUAL_MS, to: range.from });
  if (series.kind === "count" || series.kind === "ratio") {
    const weightOf = (points: typeof now) =>
      series.kind === "count" ? points.length : points.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
    const pastEvents = Math.max(1, expected * weightOf(before));
    return countSurprise(observed * weightOf(now), Math.max(expected * weightOf(now), 0.5), pastEvents);
  }
  const values = before.flatMap(({ value }) => value ?? []);
  const centre = median(values) ?? expected;
  const spread = MAD_TO_DEVIATION * (median(values.map((value) => Math.abs(value - centre))) ?? 0);
  const deviation = Math.max(spread, SMALLEST_NOISE * Math.abs(expected));
  return (observed - expected) / (deviation * Math.sqrt((Math.PI / 2) * (1 / now.length + 1 / values.length)));
}
