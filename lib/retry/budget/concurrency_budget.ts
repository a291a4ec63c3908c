/**
 * Retry budgets that count what is under way, as Envoy does.
 *
 * The budget of a cluster's circuit breakers (`retry_budget`) lets a retry pass while
 *
 *     active retries < max(min_retry_concurrency, floor(budget_percent / 100 * active requests))
 *
 * and the older `max_retries` while active retries < max_retries (Envoy API, config.cluster.v3.CircuitBreakers;
 * `ResourceManagerImpl`). Defaults: 20 % and 3; max_retries 3.
 *
 * Minutes do not tell which requests overlap. Active first attempts are their rate times their mean duration (Little,
 * A Proof for the Queuing Formula L = λW, Operations Research 9, 1961); retries are followed one by one, from their
 * start to their end. Envoy counts a retry from its back-off on, which adds what the client did not log.
 *
 * @module
 */
import type { Originals, RetryBudget, RetryRequest } from "./retry_budget.ts";

/** What a budget of concurrency is set to. */
export interface ConcurrencySettings {
  /** Active retries per active request, 0..1. */
  readonly ratio: number;
  /** Retries that may always be under way. */
  readonly minConcurrency: number;
}

/** Envoy's default: 20 %, at least 3. */
export const DEFAULT_CONCURRENCY: ConcurrencySettings = { ratio: 0.2, minConcurrency: 3 };

/** Makes Envoy's `retry_budget`. */
export function concurrencyBudget({ ratio, minConcurrency }: ConcurrencySettings): RetryBudget {
  let activeOriginals = 0;
  return activeLimit(
    (activeRetries) => Math.max(minConcurrency, Math.floor(ratio * (activeOriginals + activeRetries))),
    ({ activeCount }) => activeOriginals = activeCount,
  );
}

/** Makes Envoy's `max_retries`: a fixed number of retries under way. */
export function circuitBreaker(maxRetries: number): RetryBudget {
  return activeLimit(() => maxRetries, () => {});
}

function activeLimit(
  limitOf: (activeRetries: number) => number,
  onOriginals: (originals: Originals) => void,
): RetryBudget {
  const active = new ActiveRetries();
  return {
    admitOriginals(originals) {
      onOriginals(originals);
      return 1;
    },
    admitRetry({ at, durationMs, share }: RetryRequest) {
      const activeCount = active.countAt(at);
      if (activeCount >= limitOf(activeCount)) return 0;
      active.add(at + durationMs, share);
      return 1;
    },
  };
}

/** Retries under way, the one that ends first at the end. */
class ActiveRetries {
  readonly #active: { readonly endsAt: number; readonly share: number }[] = [];
  #count = 0;

  countAt(at: number): number {
    while (this.#active.length > 0 && this.#active.at(-1)!.endsAt <= at) this.#count -= this.#active.pop()!.share;
    return this.#count;
  }

  add(endsAt: number, share: number): void {
    const place = this.#active.findIndex((other) => other.endsAt < endsAt);
    this.#active.splice(place < 0 ? this.#active.length : place, 0, { endsAt, share });
    this.#count += share;
  }
}
