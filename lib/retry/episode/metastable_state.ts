/**
 * The metastable state: load stays high and goodput low after the trigger has gone, because a sustaining effect, here
 * retries, keeps the service in it. It does not end by waiting: load has to be taken away.
 *
 * Bronson, Aghayev, Charapko and Zhu, Metastable Failures in Distributed Systems (HotOS 2021), name the three phases:
 * vulnerable, triggered, metastable. Huang et al., Metastable Failures in the Wild (OSDI 2022), find load spikes and
 * lost capacity as triggers and retries as the sustaining effect of half of all cases. In minutes of a scope:
 *
 *     triggered    first attempts  >= 1.5 x calm
 *     metastable   first attempts  <  1.5 x calm   the trigger has gone
 *                  attempts        >= 1.5 x calm   the load has not
 *                  goodput         <= 0.8 x calm   and most of it is for nothing
 *
 * for ten minutes at least, after a trigger that began at most a quarter of an hour before retries did. A spike is the only
 * trigger that counts of requests show to have gone. Where capacity was lost, logs cannot tell whether it is back: such
 * an episode is told as a storm.
 *
 * @module
 */
import type { Stretch } from "./amplified_stretches.ts";
import type { CalmLoad } from "./calm_load.ts";
import { type LoadMinute, sumMinutes } from "./load_minute.ts";

/** A spike of first attempts, and the minutes after it in which the state held; places in the list of minutes. */
export interface MetastableState {
  readonly trigger: Stretch;
  readonly sustained: Stretch;
}

const TRIGGER_FACTOR = 1.5;
const LOAD_FACTOR = 1.5;
const GOODPUT_FACTOR = 0.8;
const LEAST_MINUTES = 10;
/** A spike this long before the first retries may have set them off. */
const REACH_MINUTES = 15;

/** Looks for the state in an amplified stretch; null where it was none. */
export function metastableState(
  minutes: readonly LoadMinute[],
  { from, to }: Stretch,
  calm: CalmLoad,
): MetastableState | null {
  const isSpike = (i: number) => around(minutes, i).originalCount >= TRIGGER_FACTOR * calm.originals;
  const spikes = placesWhere(Math.max(0, from - REACH_MINUTES), to, isSpike);
  if (spikes.length === 0) return null;
  const trigger = { from: spikes[0]!, to: spikes.at(-1)! + 1 };
  const isSustained = (i: number) => {
    const { originalCount, retryCount, successCount } = around(minutes, i);
    return originalCount + retryCount >= LOAD_FACTOR * calm.originals &&
      successCount <= GOODPUT_FACTOR * calm.successes;
  };
  const sustained = placesWhere(Math.max(trigger.to, from), to, isSustained);
  if (sustained.length < LEAST_MINUTES) return null;
  return { trigger, sustained: { from: sustained[0]!, to: sustained.at(-1)! + 1 } };
}

/** The mean minute of a minute and its neighbours, so that chance neither makes nor ends a spike. */
function around(
  minutes: readonly LoadMinute[],
  i: number,
): Pick<LoadMinute, "originalCount" | "retryCount" | "successCount"> {
  const window = minutes.slice(Math.max(0, i - 1), i + 2);
  const { originalCount, retryCount, successCount } = sumMinutes(window);
  return {
    originalCount: originalCount / window.length,
    retryCount: retryCount / window.length,
    successCount: successCount / window.length,
  };
}

function placesWhere(from: number, to: number, holds: (place: number) => boolean): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i).filter(holds);
}
