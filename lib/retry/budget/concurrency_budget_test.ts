import { assertEquals } from "@std/assert";
import { circuitBreaker, concurrencyBudget } from "./concurrency_budget.ts";
import type { RetryBudget } from "./retry_budget.ts";

const passing = (budget: RetryBudget, at: number, count: number) =>
  Array.from({ length: count }, () => budget.admitRetry({ at, durationMs: 100, retry: 1, isAccepted: true, share: 1 }))
    .reduce((sum, share) => sum + share, 0);

Deno.test("Envoy's budget of 25 % stops where a quarter of all active requests are retries", () => {
  const budget = concurrencyBudget({ ratio: 0.25, minConcurrency: 3 });
  budget.admitOriginals({ at: 0, count: 750, acceptedCount: 0, activeCount: 75 });
  assertEquals(passing(budget, 0, 60), 24);
});

Deno.test("Envoy's budget never goes below its least concurrency", () => {
  const budget = concurrencyBudget({ ratio: 0.2, minConcurrency: 3 });
  budget.admitOriginals({ at: 0, count: 1, acceptedCount: 0, activeCount: 1 });
  assertEquals(passing(budget, 0, 10), 3);
});

Deno.test("a retry that has ended makes room for the next one", () => {
  const budget = circuitBreaker(2);
  assertEquals(passing(budget, 0, 5), 2);
  assertEquals(passing(budget, 99, 5), 0);
  assertEquals(passing(budget, 100, 5), 2);
});

Deno.test("a breaker of none lets no retry pass", () => {
  assertEquals(passing(circuitBreaker(0), 0, 3), 0);
});

Deno.test("retries that began later but end earlier make room earlier", () => {
  const budget = circuitBreaker(2);
  const ask = (at: number, durationMs: number) =>
    budget.admitRetry({ at, durationMs, retry: 1, isAccepted: true, share: 1 });
  assertEquals([ask(0, 1_000), ask(10, 50), ask(20, 10)], [1, 1, 0]);
  assertEquals([ask(60, 100), ask(70, 1)], [1, 0]);
  assertEquals([ask(160, 5), ask(165, 5), ask(166, 5)], [1, 1, 0]);
});
