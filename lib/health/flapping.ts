/**
 * Flapping: a server that goes up and down more often than it can be relied on.
 *
 * Of the last 21 minutes each of the 20 possible changes between up and down counts with a weight from 0.8 for the oldest to 1.2 for the newest, and their sum is
 * divided by 20: 0 % never changes, 100 % changes every minute. That is the flap detection of Nagios ("Detection and Handling of State Flapping",
 * Nagios Core documentation), whose services flap from 20 % on and are calm again below 5 %. Limit: a server that is up and down within a minute is down in it.
 *
 * @module
 */

/** Changes that are looked back on. */
const CHANGES = 20;
const OLDEST_WEIGHT = 0.8;
const WEIGHT_STEP = 0.4 / (CHANGES - 1);

/**
 * Computes the weighted share of changes, 0..100.
 *
 * @param isDown minutes in order of time, the newest last; of more than 21 the last ones count, of what is missing nothing is held against a server
 *
 * @example
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * const always = Array.from({ length: 21 }, (_, minute) => minute % 2 === 0);
 * assertAlmostEquals(flappingPercent(always), 100);
 * assertAlmostEquals(flappingPercent([false, true]), 100 * 1.2 / 20);
 * assertEquals(flappingPercent([]), 0);
 * ```
 */
export function flappingPercent(isDown: readonly boolean[]): number {
  let sum = 0;
  for (let back = 0; back < CHANGES; back++) {
    const newer = isDown.length - 1 - back;
    if (newer < 1) break;
    if (isDown[newer] !== isDown[newer - 1]) sum += OLDEST_WEIGHT + WEIGHT_STEP * (CHANGES - 1 - back);
  }
  return 100 * sum / CHANGES;
}

/** Minutes that flapping looks back on. */
export const FLAPPING_MINUTES = CHANGES + 1;

/** Counts changes between one minute and the next. */
export function countChanges(isDown: readonly boolean[]): number {
  return isDown.reduce((sum, now, minute) => sum + (minute > 0 && now !== isDown[minute - 1] ? 1 : 0), 0);
}
