/**
 * What clients do after a failure: wait and ask again.
 *
 * Patient clients double the wait with each attempt and draw half of it at random, so that they do not come back all at
 * once ("equal jitter", Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015). In a retry storm they do
 * neither and try more often, which multiplies the load of the service they wait for.
 *
 * @module
 */
import type { Random } from "./random.ts";

/** How clients retry. */
export interface RetryPolicy {
  /** Chance that a failed attempt is followed by another. */
  readonly chance: number;
  readonly maxRetries: number;
  /** Longest wait after the first failure. */
  readonly firstWaitMs: number;
  /** Growth of the wait from one attempt to the next. */
  readonly growth: number;
}

/** Up to three retries after at most 0.5, 1 and 2 seconds. */
export const PATIENT: RetryPolicy = { chance: 0.7, maxRetries: 3, firstWaitMs: 500, growth: 2 };

/** Up to eight retries, each at once. */
export const IMPATIENT: RetryPolicy = { chance: 0.97, maxRetries: 8, firstWaitMs: 120, growth: 1 };

/** Tells whether clients take a status for a failure that may pass: too many requests, and all that servers get wrong. */
export function isRetryable(status: number): boolean {
  return status >= 500 || status === 429;
}

/** Draws the wait before retry number `retry` (1 is the first), from half of its longest to its longest. */
export function drawWaitMs(random: Random, policy: RetryPolicy, retry: number): number {
  const longest = policy.firstWaitMs * policy.growth ** (retry - 1);
  return random.between(longest / 2, longest);
}
