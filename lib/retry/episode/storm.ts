/**
 * Retry storms: retries that feed on themselves.
 *
 * Each failed attempt brings another one with the chance g, and a share f of attempts fails, so that a request grows to
 *
 *     1 + g f + (g f)^2 + ... = 1 / (1 - g f)   attempts:   g = retries / failed attempts
 *
 * g is the gain of the loop. Clients that give up or wait keep it down: three attempts of patient clients stay below
 * 0.7 in a full outage. From 0.8 on nearly every failure comes back, and the worse the service does the more it gets to
 * do: at f = 1 five times its load and more. That, and not how much fails, tells a storm from an outage that is
 * retried (Beyer et al., Site Reliability Engineering, 2016, chapter 22, Addressing Cascading Failures).
 *
 * @module
 */
import { failedCount, type LoadMinute } from "./load_minute.ts";

/** From this gain on an amplified stretch is a storm. */
export const STORM_GAIN = 0.8;

/**
 * Computes the gain of a stretch: retries / failed attempts; 0 where nothing failed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const sums = { minuteAt: 0, originalCount: 100, retryCount: 90, successCount: 90, wastedMs: 0, totalMs: 0 };
 * assertEquals(retryGain(sums), 0.9);
 * ```
 */
export function retryGain(sums: LoadMinute): number {
  const failed = failedCount(sums);
  return failed === 0 ? 0 : Math.min(1, sums.retryCount / failed);
}
