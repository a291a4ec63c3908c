/** What a scope's load is when nobody has to retry: the ground that an episode is measured from. @module */
import { type LoadMinute, sumMinutes } from "./load_minute.ts";
import type { Stretch } from "./amplified_stretches.ts";

/** Means of a minute. */
export interface CalmLoad {
  readonly originals: number;
  readonly successes: number;
}

/** Calm minutes that are looked at, and how many are enough. */
const CALM_MINUTES = 60;
const LEAST_CALM_MINUTES = 10;
/** Minutes before a stretch that may belong to its trigger already. */
const TRIGGER_MINUTES = 10;

/**
 * Averages the last hour of calm minutes before a stretch, without the ten right before it.
 *
 * @param stretches those of the scope, none of which is calm
 * @returns null with less than ten of them
 */
export function calmLoad(
  minutes: readonly LoadMinute[],
  stretch: Stretch,
  stretches: readonly Stretch[],
): CalmLoad | null {
  const calm: LoadMinute[] = [];
  for (let i = stretch.from - TRIGGER_MINUTES - 1; i >= 0 && calm.length < CALM_MINUTES; i--) {
    if (!stretches.some(({ from, to }) => i >= from - TRIGGER_MINUTES && i < to + TRIGGER_MINUTES)) {
      calm.push(minutes[i]!);
    }
  }
  if (calm.length < LEAST_CALM_MINUTES) return null;
  const { originalCount, successCount } = sumMinutes(calm);
  return { originals: originalCount / calm.length, successes: successCount / calm.length };
}
