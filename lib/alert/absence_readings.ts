/** What a rule on absence looks at: for how many minutes a scope has been silent. @module */
import type { Reading } from "./alert_state.ts";
import type { Stretch } from "./walk_minutes.ts";

const MINUTE_MS = 60_000;

/** What is known of a scope's requests. */
export interface Presence {
  /** Starts of minutes with a request, in order of time, ms since 1970. */
  readonly minutes: readonly number[];
  /** Since when minutes are known at all: before the first request the scope counts as silent from here on. */
  readonly knownFrom: number;
  /** Minutes of silence beyond which a scope counts as taken away, and has no values any more. */
  readonly longestMinutes: number;
}

/**
 * Counts, at the end of every minute, the minutes since the last one with a request.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const presence = { minutes: [60_000], knownFrom: 0, longestMinutes: Infinity };
 * const readings = absenceReadings(presence, { from: 0, to: 240_000 });
 * assertEquals(readings.map(({ value }) => value), [1, 0, 1, 2]);
 * ```
 */
export function absenceReadings({ minutes, knownFrom, longestMinutes }: Presence, { from, to }: Stretch): Reading[] {
  const readings: Reading[] = [];
  let seenTo = knownFrom;
  let next = 0;
  for (let at = from; at < to; at += MINUTE_MS) {
    while (next < minutes.length && minutes[next]! <= at) seenTo = minutes[next++]! + MINUTE_MS;
    const silent = Math.max(0, at + MINUTE_MS - seenTo) / MINUTE_MS;
    readings.push({ at, value: silent > longestMinutes ? null : silent });
  }
  return readings;
}
