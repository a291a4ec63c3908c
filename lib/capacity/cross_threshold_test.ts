import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { crossThreshold, type Moment } from "./cross_threshold.ts";

const DAY_MS = 86_400_000;
const daily = (valueOf: (day: number) => number, days = 20): Moment[] =>
  Array.from({ length: days }, (_, day) => ({ at: day * DAY_MS, value: valueOf(day) }));

Deno.test("a line crosses where it does, to the day and without doubt", () => {
  const crossing = crossThreshold(daily((day) => 50 + day), 90)!;
  assertAlmostEquals(crossing.slopePerDay, 1);
  assertAlmostEquals(crossing.latest, 69);
  assertEquals([crossing.crossesAt, crossing.earliestAt, crossing.latestAt].map((at) => at! / DAY_MS), [40, 40, 40]);
});

Deno.test("noise widens the interval around the crossing", () => {
  const { crossesAt, earliestAt, latestAt } = crossThreshold(daily((day) => 50 + day + 3 * Math.sin(5 * day)), 90)!;
  assert(earliestAt < crossesAt && crossesAt < latestAt!);
  assert(earliestAt > 30 * DAY_MS && latestAt! < 60 * DAY_MS);
});

Deno.test("one odd day does not move it", () => {
  const crossing = crossThreshold(daily((day) => day === 10 ? 5 : 50 + day), 90)!;
  assertAlmostEquals(crossing.crossesAt / DAY_MS, 40, 0.5);
});

Deno.test("what does not grow for sure, not within a year, or is hardly known has no crossing", () => {
  assertEquals(crossThreshold(daily((day) => 50 + Math.sin(9 * day)), 90), null);
  assertEquals(crossThreshold(daily((day) => 90 - day), 95), null);
  assertEquals(crossThreshold(daily((day) => 50 + 0.05 * day), 90), null);
  assertEquals(crossThreshold(daily((day) => 50 + day, 6), 90), null);
});

Deno.test("what is beyond the threshold has crossed it", () => {
  const { crossesAt, latestAt } = crossThreshold(daily(() => 95), 90)!;
  assertEquals([crossesAt, latestAt], [19 * DAY_MS, 19 * DAY_MS]);
});
