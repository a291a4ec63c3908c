import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { Judgement } from "./baseline.ts";
import { CountBaseline } from "./count_baseline.ts";

const MINUTE_MS = 60_000;

/** Judges each minute, taking those from `incidentAt` on for an incident. */
function judge(values: readonly number[], incidentAt = Infinity): (Judgement | null)[] {
  const baseline = new CountBaseline(MINUTE_MS);
  return values.map((value, minute) => {
    const point = { at: minute * MINUTE_MS, value, sampleCount: value };
    const judgement = baseline.judge(point);
    baseline.learn(point, minute >= incidentAt);
    return judgement;
  });
}

const steady = (minutes: number, value = 100) => new Array<number>(minutes).fill(value);

Deno.test("CountBaseline judges from the 31st window on", () => {
  const judgements = judge(steady(32));
  assertEquals(judgements.findIndex((judgement) => judgement !== null), 30);
});

Deno.test("CountBaseline expects the next value of a trend: 400 + 90 after an hour and a half of one more a minute", () => {
  const { expected } = judge(Array.from({ length: 91 }, (_, minute) => 400 + minute))[90]!;
  assertAlmostEquals(expected, 490, 1);
});

Deno.test("CountBaseline does not follow a trend that is steeper than 30 % of the level an hour", () => {
  const { expected } = judge(Array.from({ length: 31 }, (_, minute) => 100 + 10 * minute))[30]!;
  assert(expected < 300, `${expected}`);
});

Deno.test("CountBaseline keeps the band at least as wide as a Poisson count's, however calm the past", () => {
  const { lower, upper } = judge(steady(200)).at(-1)!;
  assert(lower < 100 - 25 && upper > 100 + 25);
});

Deno.test("CountBaseline is surprised by a surge, and no more when the last three minutes are as usual", () => {
  const surge = judge([...steady(100), ...steady(7, 300), ...steady(3, 101)], 100);
  assert(surge[100]!.surprise > 5.6);
  assertEquals(surge.at(-1)!.surprise, 0);
});

Deno.test("CountBaseline forgets its level on restart", () => {
  const baseline = new CountBaseline(MINUTE_MS);
  for (let minute = 0; minute < 60; minute++) {
    baseline.learn({ at: minute * MINUTE_MS, value: 9, sampleCount: 9 }, false);
  }
  baseline.restart();
  assertEquals(baseline.judge({ at: 60 * MINUTE_MS, value: 9, sampleCount: 9 }), null);
});
