import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { DEFAULT_BUDGETS, makeBudget } from "../budget/budget_specification.ts";
import { attemptLimit, ratioBudget } from "../budget/ratio_budget.ts";
import { replayBudget } from "./replay_budget.ts";
import { type RetryHistory, retryHistory } from "./retry_history.ts";

/** A minute with 100 first attempts of 100 ms, and chains that begin in it. */
function minuteWith(...chains: { readonly waits: number[]; readonly isSuccess: boolean }[]): RetryHistory {
  const retryCount = chains.reduce((sum, { waits }) => sum + waits.length, 0);
  const requests = 100 + retryCount;
  return retryHistory({
    traffic: [{ minute_at: 0, request_count: requests, duration_ms_sum: 100 * requests, timed_count: requests }],
    minutes: [{ minute_at: 0, client_retry_count: retryCount, attempt_1_success_count: 100 - chains.length }],
    chains: chains.map(({ waits, isSuccess }, i) => ({
      started_at: 1_000 + i,
      is_success: isSuccess,
      waits_ms: JSON.stringify(waits),
      durations_ms: JSON.stringify([100, ...waits.map(() => 100)]),
    })),
  });
}

const SECOND_TRY = { waits: [50], isSuccess: true };
const THIRD_TRY = { waits: [50, 50], isSuccess: true };
const GIVEN_UP = { waits: [50, 50, 50], isSuccess: false };

Deno.test("retryHistory() puts each retry a wait after the end of the attempt before it", () => {
  const { retries, minutes } = minuteWith(THIRD_TRY);
  assertEquals(retries.map(({ at, retry, isAccepted }) => [at, retry, isAccepted]), [
    [1_150, 1, false],
    [1_300, 2, true],
  ]);
  assertEquals(minutes, [{ minuteAt: 0, originalCount: 100, acceptedCount: 99, originalMs: 10_000 }]);
});

Deno.test("retryHistory() takes a minute without a row of retries for one in which nothing failed", () => {
  const { minutes } = retryHistory({
    traffic: [{ minute_at: 60_000, request_count: 7, duration_ms_sum: 0, timed_count: 0 }],
    minutes: [],
    chains: [],
  });
  assertEquals(minutes, [{ minuteAt: 60_000, originalCount: 7, acceptedCount: 7, originalMs: 0 }]);
});

Deno.test("two attempts at most save the third and fourth, and lose what they would have brought", () => {
  const outcome = replayBudget(minuteWith(SECOND_TRY, THIRD_TRY, GIVEN_UP), attemptLimit(2));
  assertEquals([outcome.originalCount, outcome.retryCount], [100, 6]);
  assertEquals([outcome.deniedCount, outcome.avoidedCount, outcome.deniedOriginalCount], [2, 1, 0]);
  assertAlmostEquals(outcome.savedRequestRatio, 3 / 106);
  assertAlmostEquals(outcome.savedServerSeconds, 0.3);
  assertAlmostEquals(outcome.savedServerRatio!, 3 / 106);
  assertEquals([outcome.successCount, outcome.lostSuccessCount], [99, 1]);
  assertAlmostEquals(outcome.peakAmplificationBefore, 1.06);
  assertAlmostEquals(outcome.peakAmplificationAfter, 1.03);
});

Deno.test("a budget that lets everything pass changes nothing", () => {
  const { savedRequestRatio, savedServerSeconds, lostSuccessCount, peakAmplificationBefore, peakAmplificationAfter } =
    replayBudget(minuteWith(SECOND_TRY, GIVEN_UP), attemptLimit(100));
  assertEquals([savedRequestRatio, savedServerSeconds, lostSuccessCount], [0, 0, 0]);
  assertEquals(peakAmplificationAfter, peakAmplificationBefore);
});

Deno.test("throttling that rejects first attempts rejects the chains that they begin", () => {
  const half = { admitOriginals: () => 0.5, admitRetry: () => 0.5 };
  const outcome = replayBudget(minuteWith(THIRD_TRY), half);
  assertAlmostEquals(outcome.deniedOriginalCount, 50);
  assertAlmostEquals(outcome.avoidedCount, 0.5 + 0.75);
  assertAlmostEquals(outcome.deniedCount, 0.25 + 0.125);
  assertAlmostEquals(outcome.lostSuccessCount, 99 / 2 + 0.875);
  assertAlmostEquals(outcome.savedServerSeconds, 5 + 0.075 + 0.0875);
});

Deno.test("a retry after the last minute is asked for as well", () => {
  const late = { waits: [200_000], isSuccess: true };
  assertEquals(replayBudget(minuteWith(late), attemptLimit(1)).deniedCount, 1);
});

Deno.test("two first attempts at night with a retry are no peak", () => {
  const { chains, retries } = minuteWith(SECOND_TRY);
  const night = { minutes: [{ minuteAt: 0, originalCount: 2, acceptedCount: 1, originalMs: 0 }], chains, retries };
  assertEquals(replayBudget(night, attemptLimit(2)).peakAmplificationBefore, 1);
});

Deno.test("without any traffic there is nothing to save", () => {
  const outcome = replayBudget({ minutes: [], chains: [], retries: [] }, attemptLimit(1));
  assertEquals([outcome.savedRequestRatio, outcome.savedServerRatio, outcome.successCount], [0, null, 0]);
});

Deno.test("a replay is the same every time, and what passes, is denied and is avoided adds up", () => {
  const chain = fc.record({ waits: fc.array(fc.nat(30_000), { minLength: 1, maxLength: 5 }), isSuccess: fc.boolean() });
  const property = fc.property(fc.array(chain, { maxLength: 40 }), (chains) => {
    const history = minuteWith(...chains);
    for (const specification of Object.values(DEFAULT_BUDGETS)) {
      const one = replayBudget(history, makeBudget(specification));
      assertEquals(one, replayBudget(history, makeBudget(specification)));
      assert(one.deniedCount + one.avoidedCount <= one.retryCount + 1e-9);
      assert(one.lostSuccessCount <= one.successCount + 1e-9 && one.lostSuccessCount >= 0);
      assert(one.peakAmplificationAfter <= one.peakAmplificationBefore + 1e-9);
    }
  });
  fc.assert(property, { seed: 8, numRuns: 60 });
});

Deno.test("a tighter limit on attempts saves no less and loses no less", () => {
  const history = minuteWith(SECOND_TRY, THIRD_TRY, GIVEN_UP, GIVEN_UP, THIRD_TRY);
  const outcomes = [4, 3, 2, 1].map((most) => replayBudget(history, attemptLimit(most)));
  const saved = outcomes.map(({ savedRequestRatio }) => savedRequestRatio);
  const lost = outcomes.map(({ lostSuccessCount }) => lostSuccessCount);
  assertEquals([saved, lost], [saved.toSorted((a, b) => a - b), lost.toSorted((a, b) => a - b)]);
  assertEquals(lost, [0, 0, 2, 3]);
});

Deno.test("a budget of 10 % never lets more than a ninth of the first attempts be retried", () => {
  const chains = Array.from({ length: 60 }, () => GIVEN_UP);
  const outcome = replayBudget(minuteWith(...chains), ratioBudget({ ratio: 0.1, maxAttempts: 100 }));
  assert(outcome.peakAmplificationAfter <= 1 + 1 / 9, `${outcome.peakAmplificationAfter}`);
});
