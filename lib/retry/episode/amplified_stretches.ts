/**
 * Stretches of time in which retries make up much of the load: what a storm or a metastable state is looked for in.
 *
 * The sums of five minutes open a stretch at an amplification of 1.3 and close it below 1.15, so that one bad minute
 * opens none and one good one does not divide it. The tenth of requests that the SRE book lets a client retry makes 1.11
 * (Site Reliability Engineering, chapter 21): a stretch is three times beyond what a budget would have allowed.
 *
 * @module
 */
import { amplification, type LoadMinute, sumMinutes } from "./load_minute.ts";

/** Minutes `from` to `to` (exclusive), as places in the list of minutes. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const WINDOW_MINUTES = 5;
const OPEN_AT = 1.3;
const CLOSE_BELOW = 1.15;
/** Retries in five minutes below which chance alone makes an amplification. */
const LEAST_RETRIES = 20;
/** Shorter ones end by themselves before anybody has looked. */
const LEAST_MINUTES = 5;

/** Finds the stretches, in order of time. Neighbours in the list count as neighbours in time. */
export function amplifiedStretches(minutes: readonly LoadMinute[]): Stretch[] {
  const stretches: Stretch[] = [];
  let from: number | null = null;
  for (let i = 0; i <= minutes.length; i++) {
    const window = sumMinutes(minutes.slice(Math.max(0, i - WINDOW_MINUTES + 1), i + 1));
    if (from === null) {
      if (i < minutes.length && amplification(window) >= OPEN_AT && window.retryCount >= LEAST_RETRIES) from = i;
    } else if (i === minutes.length || amplification(window) < CLOSE_BELOW) {
      stretches.push(trim(minutes, { from: Math.max(0, from - WINDOW_MINUTES + 1), to: i }));
      from = null;
    }
  }
  return stretches.filter(({ from, to }) => to - from >= LEAST_MINUTES);
}

/** Computes the highest amplification of five minutes within a stretch. */
export function peakAmplification(minutes: readonly LoadMinute[], { from, to }: Stretch): number {
  let peak = 1;
  for (let i = from; i < to; i++) {
    peak = Math.max(peak, amplification(sumMinutes(minutes.slice(i, Math.min(i + WINDOW_MINUTES, to)))));
  }
  return peak;
}

/** Cuts off the minutes at either end that are not amplified themselves. */
function trim(minutes: readonly LoadMinute[], { from, to }: Stretch): Stretch {
  while (from < to && amplification(minutes[from]!) < CLOSE_BELOW) from++;
  while (to > from && amplification(minutes[to - 1]!) < CLOSE_BELOW) to--;
  return { from, to };
}
