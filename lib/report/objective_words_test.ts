import { assertEquals } from "@std/assert";
import { objectiveWords, standingOf } from "./objective_words.ts";
import type { ObjectiveReport } from "./report.ts";

const KEPT = {
  objective: "shop",
  indicator: "availability",
  window: "30d",
  target_ratio: 0.999,
  threshold_ms: null,
  known_ratio: 1,
  attained_ratio: 0.99952,
  budget_left_ratio: 0.52,
  page_fast_burn_rate: 0,
  page_slow_burn_rate: 1.234,
  ticket_fast_burn_rate: null,
  ticket_slow_burn_rate: 12.34,
  recent_bad_count: 7,
  budget_gone_at: null,
  run_page_minute_count: 0,
  run_ticket_minute_count: 0,
} as Partial<ObjectiveReport> as ObjectiveReport;

Deno.test("objectiveWords() says what is promised, attained and left, and how fast the budget burns", () => {
  assertEquals(
    objectiveWords(KEPT),
    "shop: 99.9 % over 30d, 99.952 % attained; 52 % of the budget left; burn rates 0 of 14.4, 1.2 of 6, – of 3, 12 of 1",
  );
});

Deno.test("objectiveWords() says when the budget is gone and on what that rests, and which alerts were due", () => {
  const words = objectiveWords({
    ...KEPT,
    threshold_ms: 500,
    known_ratio: 1 / 30,
    budget_gone_at: Date.UTC(2026, 10, 25, 23),
    run_page_minute_count: 34,
    run_ticket_minute_count: 50,
  }).split("; ");
  assertEquals(words, [
    "shop: 99.9 % within 500 ms over 30d, 3.3 % of it known, 99.952 % attained",
    "52 % of the budget left, gone on 2026-11-25 at the pace of 7 recent failures",
    "burn rates 0 of 14.4, 1.2 of 6, – of 3, 12 of 1",
    "a page was due for 34 min",
  ]);
  assertEquals(
    objectiveWords({ ...KEPT, run_ticket_minute_count: 50 }).endsWith("; a ticket was due for 50 min"),
    true,
  );
});

Deno.test("an objective is kept, at risk or broken by what is left and by when it is gone", () => {
  const gone = { budget_gone_at: 1 };
  assertEquals(standingOf(KEPT), "kept");
  assertEquals(standingOf({ ...KEPT, ...gone }), "at risk");
  const broken = { ...KEPT, ...gone, budget_left_ratio: -1.5 };
  assertEquals(standingOf(broken), "broken");
  assertEquals(objectiveWords(broken).split("; ")[1], "budget overspent by 150 %");
});
