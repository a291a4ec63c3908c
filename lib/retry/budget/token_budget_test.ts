import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { DEFAULT_TOKENS, finaglePrices, linkerdPrices, tokenBudget, type TokenSettings } from "./token_budget.ts";
import { OUTAGE, retriesPassed, totalOf } from "./trial_load.ts";

const finagle = (settings: Partial<TokenSettings>) => {
  const all = { ...DEFAULT_TOKENS, ...settings };
  return tokenBudget(all, finaglePrices(all.ratio));
};
const linkerd = (settings: Partial<TokenSettings>) => {
  const all = { ...DEFAULT_TOKENS, ...settings };
  return tokenBudget(all, linkerdPrices(all.ratio));
};
const retryAt = (at: number) => ({ at, durationMs: 10, retry: 1, isAccepted: false, share: 1 });
const originalsAt = (at: number, count: number) => ({ at, count, acceptedCount: 0, activeCount: 0 });

Deno.test("Finagle with 10 % lets one retry pass for every ten requests, and no other without a minimum rate", () => {
  const budget = finagle({ ratio: 0.1, minRetriesPerSecond: 0 });
  budget.admitOriginals(originalsAt(0, 9));
  assertEquals(budget.admitRetry(retryAt(0)), 0);
  budget.admitOriginals(originalsAt(0, 1));
  assertEquals([budget.admitRetry(retryAt(0)), budget.admitRetry(retryAt(0))], [1, 0]);
});

Deno.test("Finagle lets two retries pass for each request with a ratio of 200 %", () => {
  const budget = finagle({ ratio: 2, minRetriesPerSecond: 0 });
  budget.admitOriginals(originalsAt(0, 1));
  assertEquals([1, 2, 3].map(() => budget.admitRetry(retryAt(0))), [1, 1, 0]);
});

Deno.test("Finagle's reserve pays ttl times the minimum rate without any request, once a ttl", () => {
  const budget = finagle({ ratio: 0, minRetriesPerSecond: 5, ttlSeconds: 1 });
  assertEquals([1, 2, 3, 4, 5, 6].map(() => budget.admitRetry(retryAt(0))), [1, 1, 1, 1, 1, 0]);
  assertEquals(budget.admitRetry(retryAt(1_000)), 1);
});

Deno.test("a retry that comes with half a chance costs half its price", () => {
  const budget = finagle({ ratio: 0.1, minRetriesPerSecond: 0 });
  budget.admitOriginals(originalsAt(0, 15));
  const likely = { ...retryAt(0), share: 0.5 };
  assertEquals([budget.admitRetry(likely), budget.admitRetry(retryAt(0)), budget.admitRetry(retryAt(0))], [1, 1, 0]);
});

Deno.test("a deposit of Finagle's expires after its ttl", () => {
  const budget = finagle({ ratio: 1, minRetriesPerSecond: 0, ttlSeconds: 1 });
  budget.admitOriginals(originalsAt(0, 1));
  assertEquals(budget.admitRetry(retryAt(3_000)), 0);
  const other = finagle({ ratio: 1, minRetriesPerSecond: 0, ttlSeconds: 1 });
  other.admitOriginals(originalsAt(0, 1));
  assertEquals(other.admitRetry(retryAt(901)), 1);
});

Deno.test("in an outage the default budget lets 20 % and ten a second pass, where every request asks for a retry", () => {
  for (const budget of [finagle({}), linkerd({})]) {
    const steady = retriesPassed(budget, OUTAGE).slice(20);
    const perSecond = totalOf(steady) / steady.length;
    assert(perSecond > 28 && perSecond < 32, `${perSecond}`);
  }
});

Deno.test("Linkerd's 30 % are one in three, Finagle's are 30 %", () => {
  const pass = (budget: ReturnType<typeof finagle>) => {
    budget.admitOriginals(originalsAt(0, 1_000));
    return totalOf(Array.from({ length: 1_000 }, () => budget.admitRetry(retryAt(0))));
  };
  assertEquals(pass(linkerd({ ratio: 0.3, minRetriesPerSecond: 0 })), 333);
  assertEquals(pass(finagle({ ratio: 0.3, minRetriesPerSecond: 0 })), 300);
});

Deno.test("retries never exceed what the requests of the last ttl and the reserve pay for", () => {
  const settings = fc.record({
    ratio: fc.constantFrom(0.05, 0.1, 0.2, 0.5, 1),
    minRetriesPerSecond: fc.nat(20),
    ttlSeconds: fc.integer({ min: 1, max: 20 }),
  });
  const property = fc.property(settings, fc.nat(200), fc.nat(200), (given, originals, retries) => {
    const load = { ...OUTAGE, seconds: 40, originalsPerSecond: originals, retriesPerSecond: retries };
    const passed = retriesPassed(finagle(given), load);
    const { ratio, minRetriesPerSecond, ttlSeconds } = given;
    const windows = load.seconds / (0.9 * ttlSeconds) + 1;
    const reserve = minRetriesPerSecond * ttlSeconds * windows;
    assert(totalOf(passed) <= ratio * originals * load.seconds + reserve);
  });
  fc.assert(property, { seed: 4, numRuns: 100 });
});
