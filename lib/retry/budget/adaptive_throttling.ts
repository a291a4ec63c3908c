/**
 * Client-side throttling: whoever is refused often enough refuses himself.
 *
 * A client remembers, over two minutes, how many requests it wanted to send and how many the service accepted, and
 * rejects a new one on its own with the chance
 *
 *     p = max(0, (requests - K * accepts) / (requests + 1)),   K = 2
 *
 * (Beyer, Jones, Petoff and Murphy, Site Reliability Engineering, 2016, chapter 21, Handling Overload). Requests that
 * are rejected so count as requests, so that p grows while the service stays down. It holds for first attempts as well
 * as for retries: it saves more than any retry budget, and costs first attempts that would have succeeded.
 *
 * A log does not tell "refused" from "failed": accepted is what was not answered by 5xx or 429 and not cut off.
 * The replay takes p of each retry's share, the expectation of the lot that a client draws.
 *
 * @module
 */
import type { RetryBudget } from "./retry_budget.ts";
import { WindowedSum } from "./windowed_sum.ts";

/** What throttling is set to. */
export interface ThrottlingSettings {
  /** Requests that a client sends per accepted one: 2 lets the service see its rejections, 1.1 spares it more. */
  readonly multiplier: number;
  readonly windowSeconds: number;
}

/** The book's: K = 2 over two minutes. */
export const DEFAULT_THROTTLING: ThrottlingSettings = { multiplier: 2, windowSeconds: 120 };

/**
 * Computes the chance to reject a request.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(rejectionChance(100, 50, 2), 0);
 * assertEquals(rejectionChance(99, 22, 2), 0.55);
 * ```
 */
export function rejectionChance(requests: number, accepts: number, multiplier: number): number {
  return Math.max(0, (requests - multiplier * accepts) / (requests + 1));
}

/** Makes the budget. */
export function adaptiveThrottling({ multiplier, windowSeconds }: ThrottlingSettings): RetryBudget {
  const requests = new WindowedSum(1_000 * windowSeconds);
  const accepts = new WindowedSum(1_000 * windowSeconds);
  const admit = (at: number, count: number, acceptedCount: number) => {
    const passed = 1 - rejectionChance(requests.at(at), accepts.at(at), multiplier);
    requests.add(at, count);
    accepts.add(at, passed * acceptedCount);
    return passed;
  };
  return {
    admitOriginals: ({ at, count, acceptedCount }) => admit(at, count, acceptedCount),
    admitRetry: ({ at, share, isAccepted }) => admit(at, share, isAccepted ? share : 0),
  };
}
