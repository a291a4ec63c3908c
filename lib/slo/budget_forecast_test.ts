import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { forecastBudget } from "./budget_forecast.ts";
import { errorBudget } from "./error_budget.ts";
import { DAY, HOUR, MONDAY, objectiveWith, steadyTraffic, type Traffic } from "./trial_traffic.ts";

function forecast(window: "10d" | "week" | "month", days: number, traffic: Traffic) {
  const objective = objectiveWith({ window });
  const [record, at] = [steadyTraffic(days * DAY, traffic), MONDAY + days * DAY];
  return forecastBudget(objective, record, errorBudget(objective, record, at), at);
}

Deno.test("a week that burns twice too fast is over after half of it", () => {
  const { goneAt, recentBadCount } = forecast("week", 1, { bad: (minute) => minute % 5 === 0 ? 1 : 0 });
  assertAlmostEquals((goneAt! - MONDAY) / DAY, 1 + (1_008 - 288) / 201 * 0.7, 1e-9);
  assertEquals(recentBadCount, 201, "of the last 0.7 days, 1,008 minutes");
});

Deno.test("a week that burns slower than it may lasts, and so does one that burns no more", () => {
  assertEquals(forecast("week", 1, { bad: (minute) => minute % 11 === 0 ? 1 : 0 }).goneAt, null);
  const mended = forecast("week", 3, { bad: (minute) => minute < 720 ? 1 : 0 });
  assertEquals(mended, { goneAt: null, recentBadCount: 0 });
});

Deno.test("a budget that is spent is gone now", () => {
  const { goneAt } = forecast("week", 2, { bad: (minute) => minute < 1_009 ? 1 : 0 });
  assertEquals(goneAt, MONDAY + 2 * DAY);
});

Deno.test("of ten rolling days old failures leave while new ones come, so that the pace alone decides in the end", () => {
  const steady = { bad: (minute: number) => minute % 7 === 0 ? 1 : 0 };
  assertEquals(forecast("10d", 1, steady).goneAt, MONDAY + 7 * DAY, "206 a day of 1,440 are 6.99 days");
  // A first day with 1,000 failures, then 72 a day: 1,072 + 72 x 6 > 1,440 only after the eighth day, when the first has left; 720 in the end.
  const mended = { bad: (minute: number) => minute < 1_000 || (minute >= 1_440 && minute % 20 === 0) ? 1 : 0 };
  assertEquals(forecast("10d", 9, mended).goneAt, MONDAY + 9 * DAY, "1,000 + 8 x 72 = 1,576 are too many already");
  assertEquals(forecast("10d", 6, mended).goneAt, MONDAY + 6 * DAY + 27 * HOUR, "80 left at 3 an hour");
  assertEquals(forecast("10d", 12, mended).goneAt, null);
});

Deno.test("more errors never put the end of the budget off", () => {
  const daily = fc.array(fc.nat(400), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(daily, fc.nat(4), fc.constantFrom("10d", "week", "month"), (perDay, day, window) => {
      const goneWith = (more: number) =>
        forecast(window as "10d", 5, {
          bad: (minute) =>
            minute % 1_440 < perDay[Math.floor(minute / 1_440)]! + (Math.floor(minute / 1_440) === day ? more : 0)
              ? 1
              : 0,
        }).goneAt ?? Infinity;
      assert(goneWith(100) <= goneWith(0));
    }),
    { seed: 11, numRuns: 30 },
  );
});
