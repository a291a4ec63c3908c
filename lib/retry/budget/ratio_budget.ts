/**
 * The two limits of the SRE book: three attempts a request, and one request in ten of a client a retry.
 *
 * "We implement a per-request retry budget of up to three attempts", and "a per-client retry budget: a request will
 * only be retried as long as the ratio of requests that correspond to retries is below 10 %", because three attempts
 * alone triple the load of a service that is down, and with the ratio it grows "to just 1.1x in the general case"
 * (Beyer, Jones, Petoff and Murphy, Site Reliability Engineering, 2016, chapter 21, Handling Overload). The exact
 * bound is 1 / (1 - ratio).
 *
 * The client is whoever keeps the ratio: here all traffic that is replayed, as a balancer or a service mesh sees it.
 * The book names no window; two minutes are those of its throttling.
 *
 * @module
 */
import type { RetryBudget } from "./retry_budget.ts";
import { WindowedSum } from "./windowed_sum.ts";

/** What the two limits are set to. */
export interface RatioSettings {
  /** Share of retries among all requests, 0..1. */
  readonly ratio: number;
  /** Attempts of a request, the first included. */
  readonly maxAttempts: number;
}

/** The book's: 10 %, three attempts. */
export const DEFAULT_RATIO: RatioSettings = { ratio: 0.1, maxAttempts: 3 };

const WINDOW_MS = 120_000;

/** Makes the budget. */
export function ratioBudget({ ratio, maxAttempts }: RatioSettings): RetryBudget {
  const requests = new WindowedSum(WINDOW_MS);
  const retries = new WindowedSum(WINDOW_MS);
  return {
    admitOriginals({ at, count }) {
      requests.add(at, count);
      return 1;
    },
    admitRetry({ at, retry, share }) {
      const isAffordable = retries.at(at) < ratio * requests.at(at);
      if (retry >= maxAttempts || !isAffordable) return 0;
      requests.add(at, share);
      retries.add(at, share);
      return 1;
    },
  };
}

/** Makes the simplest limit of all: so many attempts of a request, the first included, and nothing else. */
export function attemptLimit(maxAttempts: number): RetryBudget {
  return { admitOriginals: () => 1, admitRetry: ({ retry }) => retry < maxAttempts ? 1 : 0 };
}
