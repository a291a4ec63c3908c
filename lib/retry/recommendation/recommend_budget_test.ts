import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { retryHistory } from "../simulation/retry_history.ts";
import { recommendBudget } from "./recommend_budget.ts";

const FROM = Date.UTC(2026, 0, 5, 14, 2);

/** Ten minutes of 600 first attempts, `chainCount` of which are retried five times each. */
function timeOf(chainCount: number, isSuccess: boolean) {
  const minutes = Array.from({ length: 10 }, (_, i) => FROM + 60_000 * i);
  const chains = minutes.flatMap((at) =>
    Array.from({ length: chainCount }, (_, i) => ({
      started_at: at + Math.floor(50_000 * i / chainCount),
      is_success: isSuccess,
      waits_ms: "[500,500,500,500,500]",
      durations_ms: "[100,100,100,100,100,100]",
    }))
  );
  const requests = 600 + 5 * chainCount;
  return {
    scopeKind: "pool",
    scope: "checkout",
    from: FROM,
    to: FROM + 600_000,
    isMetastable: false,
    history: retryHistory({
      traffic: minutes.map((minute_at) => ({
        minute_at,
        request_count: requests,
        duration_ms_sum: 100 * requests,
        timed_count: requests,
      })),
      minutes: minutes.map((minute_at) => ({
        minute_at,
        client_retry_count: 5 * chainCount,
        attempt_1_success_count: 600 - chainCount,
      })),
      chains,
    }),
  };
}

Deno.test("a budget is recommended where retries bring nothing, with what it would have saved and when", () => {
  const told = recommendBudget(timeOf(300, false))!;
  assertEquals([told.kind, told.scope, told.day_at], ["budget", "checkout", Date.UTC(2026, 0, 5)]);
  assert(
    told.words.startsWith("A retry budget of 10 % on pool checkout would have saved 6"),
    told.words,
  );
  assert(told.words.includes("of its load between 14:02 and 14:12"), told.words);
  assertEquals(told.lost_success_ratio, 0);
  assertAlmostEquals(told.effect_count, told.saved_request_ratio! * 21_000, 1e-6);
  assertEquals(JSON.parse(told.evidence).length, 4);
});

Deno.test("no budget is recommended that costs as much success as it saves load, or where there is little to save", () => {
  assertEquals(recommendBudget(timeOf(2, false)), null);
  const { history } = timeOf(300, true);
  const once = { ...history, retries: history.retries.filter(({ retry }) => retry === 5) };
  assertEquals(recommendBudget({ ...timeOf(300, true), history: once }), null);
});

Deno.test("of a metastable state it is said that less load would have helped it up", () => {
  const told = recommendBudget({ ...timeOf(300, false), isMetastable: true })!;
  assert(told.words.includes("few successes, had it not recovered by that"), told.words);
});
