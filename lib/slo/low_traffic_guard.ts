/**
 * Keeps alerts silent that rest on a handful of requests.
 *
 * With 99.9 % as target and 60 requests in an hour, one failure is a burn rate of 16.7: the plain rule wakes somebody for a single request, which three
 * retries of one unlucky client are as well. So an alert needs two things more.
 *
 * 1. A least number of bad events in the long window. No statistics can replace it: that 3 of 3 requests failed is good evidence of a bad ratio if requests
 *    are independent, but failures of one client are not.
 * 2. Sureness: the lower bound of the bad ratio, not the ratio itself, must be above the factor, so that 11 bad events where 10 were allowed are no alert.
 *    The bound is Wilson's score interval, one-sided 95 %,
 *    (p + z^2/2n - z sqrt(p (1-p)/n + z^2/4n^2)) / (1 + z^2/n) with z = 1.645,
 *    which holds for small n and for p near 0 (Wilson, JASA 22, 1927; Brown, Cai, DasGupta, Statistical Science 16, 2001).
 *
 * What it costs is delay: a service of one request a minute that is down altogether pages after 10 minutes, not after one. The workbook's remedies for low
 * traffic (more traffic, wider scopes, longer windows) remain the better ones; `lint_objective.ts` says when they are due.
 *
 * @module
 */
import type { EventCounts } from "./good_events.ts";
import type { Objective } from "./objective.ts";

const Z_95 = 1.6448536269514722;

/**
 * Computes the ratio of bad events that is exceeded with 95 % sureness; 0 without events.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * assertAlmostEquals(lowerBadRatio({ eventCount: 10, badCount: 10 }), 10 / (10 + 1.645 ** 2), 1e-4);
 * ```
 */
export function lowerBadRatio({ eventCount: n, badCount }: EventCounts): number {
  if (n === 0) return 0;
  const [p, z2] = [badCount / n, Z_95 ** 2];
  const bound = (p + z2 / (2 * n) - Z_95 * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return Math.min(p, Math.max(0, bound));
}

/** Tells whether the events of a long window are enough to say that the burn rate is above a factor. */
export function isSure(counts: EventCounts, factor: number, { minBadCount, targetRatio }: Objective): boolean {
  return counts.badCount >= minBadCount && lowerBadRatio(counts) > factor * (1 - targetRatio);
}

/**
 * Finds the fewest bad events among so many that are enough.
 *
 * @returns null where not even all of them are
 */
export function leastBadCount(eventCount: number, factor: number, objective: Objective): number | null {
  if (!isSure({ eventCount, badCount: eventCount }, factor, objective)) return null;
  let [low, high] = [0, eventCount];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isSure({ eventCount, badCount: middle }, factor, objective)) high = middle;
    else low = middle;
  }
  return high;
}
