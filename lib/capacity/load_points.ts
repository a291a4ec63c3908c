/**
 * Points of concurrency and throughput out of minutes.
 *
 * By Little's law the mean number of requests in flight is L = lambda W: the requests a second times their mean time, which
 * is the sum of durations in the minute over its length (Little, "A Proof for the Queuing Formula L = lambda W", Operations
 * Research 9, 1961). Minutes are noisy in both, so they are put in order of throughput times concurrency, which grows
 * with load on either side of the knee, and each group of neighbours gives the medians of both: ordered by
 * one of them alone, its noise would look like a limit.
 *
 * @module
 */
import { median } from "../anomaly/median.ts";
import type { LoadPoint } from "./fit_usl.ts";

/** Groups that minutes are put in at most. */
const MOST_POINTS = 40;
/** Minutes of a group at least. */
const FEWEST_MINUTES = 5;

/** A group of minutes with similar load. */
export interface LoadGroup extends LoadPoint {
  readonly minuteCount: number;
}

/** Groups minutes by load, lightest first; minutes without traffic or without durations are left out. */
export function loadPoints(minutes: readonly LoadPoint[]): LoadGroup[] {
  const ordered = minutes
    .filter(({ concurrency, throughput }) => concurrency > 0 && throughput > 0)
    .toSorted((a, b) => a.concurrency * a.throughput - b.concurrency * b.throughput);
  const groupCount = Math.min(MOST_POINTS, Math.floor(ordered.length / FEWEST_MINUTES));
  return Array.from({ length: groupCount }, (_, group) => {
    const members = ordered.slice(startOf(group), startOf(group + 1));
    return {
      concurrency: median(members.map(({ concurrency }) => concurrency))!,
      throughput: median(members.map(({ throughput }) => throughput))!,
      minuteCount: members.length,
    };
  });

  function startOf(group: number): number {
    return Math.round(group * ordered.length / groupCount);
  }
}
