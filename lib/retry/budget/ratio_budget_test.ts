import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { attemptLimit, DEFAULT_RATIO, ratioBudget } from "./ratio_budget.ts";
import { OUTAGE, retriesPassed, totalOf } from "./trial_load.ts";

const asked = (retry: number, at = 0) => ({ at, durationMs: 1, retry, isAccepted: false, share: 1 });

Deno.test("three attempts triple the load of a service that fails everything, the ratio of 10 % leaves 1.11 times", () => {
  const load = { ...OUTAGE, retriesPerSecond: 200 };
  const amplification = (passed: readonly number[]) => 1 + totalOf(passed) / (load.seconds * load.originalsPerSecond);
  assertEquals(amplification(retriesPassed(attemptLimit(3), load)), 3);
  const limited = amplification(retriesPassed(ratioBudget(DEFAULT_RATIO), load));
  assertAlmostEquals(limited, 1 / (1 - 0.1), 0.005);
});

Deno.test("the fourth attempt never passes, the third does", () => {
  const budget = ratioBudget(DEFAULT_RATIO);
  budget.admitOriginals({ at: 0, count: 100, acceptedCount: 0, activeCount: 0 });
  assertEquals([budget.admitRetry(asked(2)), budget.admitRetry(asked(3))], [1, 0]);
});

Deno.test("without any request there is no retry", () => {
  assertEquals(ratioBudget(DEFAULT_RATIO).admitRetry(asked(1)), 0);
});

Deno.test("retries of more than two minutes ago are forgotten", () => {
  const budget = ratioBudget({ ratio: 0.1, maxAttempts: 3 });
  const originals = (at: number) => budget.admitOriginals({ at, count: 10, acceptedCount: 0, activeCount: 0 });
  originals(0);
  assertEquals([budget.admitRetry(asked(1)), budget.admitRetry(asked(1)), budget.admitRetry(asked(1))], [1, 1, 0]);
  originals(200_000);
  assertEquals(budget.admitRetry(asked(1, 200_000)), 1);
});

Deno.test("one attempt at most means that nothing is retried", () => {
  assert(retriesPassed(attemptLimit(1), OUTAGE).every((passed) => passed === 0));
});
