/** Retry budgets by name and numbers, as people name them on the command line. @module */
import { adaptiveThrottling, DEFAULT_THROTTLING, type ThrottlingSettings } from "./adaptive_throttling.ts";
import {
  circuitBreaker,
  concurrencyBudget,
  type ConcurrencySettings,
  DEFAULT_CONCURRENCY,
} from "./concurrency_budget.ts";
import { attemptLimit, DEFAULT_RATIO, ratioBudget, type RatioSettings } from "./ratio_budget.ts";
import type { RetryBudget } from "./retry_budget.ts";
import { DEFAULT_TOKENS, finaglePrices, linkerdPrices, tokenBudget, type TokenSettings } from "./token_budget.ts";

/** A budget and its numbers. */
export type BudgetSpecification =
  | ({ readonly kind: "finagle" | "linkerd" } & TokenSettings)
  | ({ readonly kind: "envoy" } & ConcurrencySettings)
  | { readonly kind: "breaker"; readonly maxRetries: number }
  | ({ readonly kind: "throttling" } & ThrottlingSettings)
  | ({ readonly kind: "ratio" } & RatioSettings)
  | { readonly kind: "attempts"; readonly maxAttempts: number };

/** The budgets that can be named, each with its defaults. */
export const DEFAULT_BUDGETS: { readonly [K in BudgetSpecification["kind"]]: BudgetSpecification & { kind: K } } = {
  finagle: { kind: "finagle", ...DEFAULT_TOKENS },
  linkerd: { kind: "linkerd", ...DEFAULT_TOKENS },
  envoy: { kind: "envoy", ...DEFAULT_CONCURRENCY },
  breaker: { kind: "breaker", maxRetries: 3 },
  throttling: { kind: "throttling", ...DEFAULT_THROTTLING },
  ratio: { kind: "ratio", ...DEFAULT_RATIO },
  attempts: { kind: "attempts", maxAttempts: 3 },
};

/** Makes a budget with an empty memory. */
export function makeBudget(wanted: BudgetSpecification): RetryBudget {
  switch (wanted.kind) {
    case "finagle":
      return tokenBudget(wanted, finaglePrices(wanted.ratio));
    case "linkerd":
      return tokenBudget(wanted, linkerdPrices(wanted.ratio));
    case "envoy":
      return concurrencyBudget(wanted);
    case "breaker":
      return circuitBreaker(wanted.maxRetries);
    case "throttling":
      return adaptiveThrottling(wanted);
    case "ratio":
      return ratioBudget(wanted);
    case "attempts":
      return attemptLimit(wanted.maxAttempts);
  }
}

/**
 * Writes a budget as `--budget` reads it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(budgetText(DEFAULT_BUDGETS.finagle), "finagle:20%,10/s,10s");
 * assertEquals(budgetText(DEFAULT_BUDGETS.throttling), "throttling:2,120s");
 * ```
 */
export function budgetText(budget: BudgetSpecification): string {
  switch (budget.kind) {
    case "finagle":
    case "linkerd":
      return `${budget.kind}:${percentText(budget.ratio)},${budget.minRetriesPerSecond}/s,${budget.ttlSeconds}s`;
    case "envoy":
      return `envoy:${percentText(budget.ratio)},${budget.minConcurrency}`;
    case "breaker":
      return `breaker:${budget.maxRetries}`;
    case "throttling":
      return `throttling:${budget.multiplier},${budget.windowSeconds}s`;
    case "ratio":
      return `ratio:${percentText(budget.ratio)},${budget.maxAttempts}`;
    case "attempts":
      return `attempts:${budget.maxAttempts}`;
  }
}

/** Writes a ratio as a percentage without the noise of binary fractions. */
export function percentText(ratio: number): string {
  return `${Number((100 * ratio).toPrecision(12))}%`;
}
