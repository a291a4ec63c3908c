/**
 * Retry budgets that count tokens: each first attempt puts some in, each retry takes some out.
 *
 * Both kinds keep a window of deposits and withdrawals and a reserve that is always there:
 *
 *     a retry passes where reserve + sum over the last ttl of (deposits - withdrawals) >= price
 *     reserve = minRetriesPerSecond * ttl in seconds * price
 *
 * so that over any window retries <= ratio * requests + minRetriesPerSecond * ttl, with ratio = deposit / price. A
 * percentage follows the traffic down when the service fails, where a fixed number of attempts multiplies it.
 *
 * Finagle counts in thousandths: a request puts 1000 in and a retry costs floor(1000 / ratio) (twitter/finagle,
 * `RetryBudget.scala`; Finagle blog, Retry Budgets, 2016). Linkerd 2 counts in whole requests up to a ratio of 1: a
 * request puts 1 in and a retry costs floor(1 / ratio) (tower, `retry::budget::TpsBudget`, on which linkerd2-proxy
 * rests), so that 30 % are in truth 1 in 3. Without a ratio a retry costs 1 and only the reserve pays.
 *
 * @module
 */
import type { Originals, RetryBudget, RetryRequest } from "./retry_budget.ts";
import { WindowedSum } from "./windowed_sum.ts";

/** What a budget of tokens is set to. */
export interface TokenSettings {
  /** Retries per first attempt, 0..1000. */
  readonly ratio: number;
  /** Retries a second that pass without any request to pay for them. */
  readonly minRetriesPerSecond: number;
  /** How long a deposit counts, 1 to 60 seconds. */
  readonly ttlSeconds: number;
}

/** Finagle's default: 20 %, 10 a second, 10 seconds; Linkerd took it over. */
export const DEFAULT_TOKENS: TokenSettings = { ratio: 0.2, minRetriesPerSecond: 10, ttlSeconds: 10 };

/** What is put in and taken out. */
export interface TokenPrices {
  readonly deposit: number;
  readonly price: number;
}

const SCALE = 1_000;

/** Finagle's prices, in thousandths of a request. */
export function finaglePrices(ratio: number): TokenPrices {
  return ratio === 0 ? { deposit: 0, price: 1 } : { deposit: SCALE, price: Math.floor(SCALE / ratio) };
}

/**
 * Linkerd's prices, in whole requests up to a ratio of 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(linkerdPrices(0.2), { deposit: 1, price: 5 });
 * assertEquals(linkerdPrices(0.3), { deposit: 1, price: 3 });
 * ```
 */
export function linkerdPrices(ratio: number): TokenPrices {
  if (ratio === 0) return { deposit: 0, price: 1 };
  return ratio <= 1 ? { deposit: 1, price: Math.floor(1 / ratio) } : finaglePrices(ratio);
}

/** Makes a budget of tokens. */
export function tokenBudget(settings: TokenSettings, { deposit, price }: TokenPrices): RetryBudget {
  const reserve = settings.minRetriesPerSecond * settings.ttlSeconds * price;
  const window = new WindowedSum(1_000 * settings.ttlSeconds);
  return {
    admitOriginals({ at, count }: Originals) {
      window.add(at, count * deposit);
      return 1;
    },
    admitRetry({ at, share }: RetryRequest) {
      if (reserve + window.at(at) < price) return 0;
      window.add(at, -price * share);
      return 1;
    },
  };
}
