/**
 * When a client that retries comes back.
 *
 * Waits before retries spread over orders of magnitude: at once, after the 100 ms of a library, after the doubling seconds of a backoff. A density that is
 * log-uniform above a few tens of milliseconds gives each of these its share: f(w) = 1 / ((w + w0) ln(1 + W / w0)) up to the window W. With the chance p that
 * a failure is retried at all (`retry_chance.ts`), the rate at which retries arrive, given that none has yet, is the hazard h(w) = p f(w) / (1 - p F(w)).
 *
 * Competing with the rate at which the client would have come anyway (`usual_gaps.ts`), it gives the probability that a request is a retry:
 * h / (h + h_usual). Limits: the density is set, not learnt; what comes after the window is never a retry.
 * Source: Kalbfleisch, Prentice, "The Statistical Analysis of Failure Time Data", 2nd edition, 2002, chapter 8 (competing risks).
 *
 * @module
 */

/** Longest wait before a retry, ms: most backoffs are capped at or below a minute. */
export const RETRY_WINDOW_MS = 60_000;

/** Below this wait all waits are alike, ms. */
const SHORTEST_WAIT_MS = 50;

const LOG_RANGE = Math.log(1 + RETRY_WINDOW_MS / SHORTEST_WAIT_MS);

/**
 * Computes the rate of retries after a wait.
 *
 * @param waitMs from the end of the failed request, 0 and more
 * @param chance that a failure is retried within the window, 0..1
 * @returns retries a millisecond; 0 beyond the window
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * assert(retryHazard(100, 0.5) > 100 * retryHazard(50_000, 0.5));
 * assertEquals(retryHazard(60_001, 0.5), 0);
 * ```
 */
export function retryHazard(waitMs: number, chance: number): number {
  if (waitMs > RETRY_WINDOW_MS) return 0;
  const density = 1 / ((waitMs + SHORTEST_WAIT_MS) * LOG_RANGE);
  const passed = Math.log(1 + waitMs / SHORTEST_WAIT_MS) / LOG_RANGE;
  return chance * density / (1 - chance * passed);
}
