import { assert, assertAlmostEquals } from "@std/assert";
import type { Region } from "./fleet.ts";
import { dailyFactor, trafficRate, weeklyFactor } from "./traffic_shape.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

Deno.test("the daily and the weekly factor have mean 1", () => {
  assertAlmostEquals(HOURS.reduce((sum, hour) => sum + dailyFactor(hour), 0) / 24, 1, 1e-9);
  assertAlmostEquals([0, 1, 2, 3, 4, 5, 6].reduce((sum, day) => sum + weeklyFactor(day), 0) / 7, 1, 1e-9);
});

Deno.test("dailyFactor() is least in the early morning and most in the early afternoon", () => {
  const quietest = HOURS.toSorted((a, b) => dailyFactor(a) - dailyFactor(b))[0]!;
  const busiest = HOURS.toSorted((a, b) => dailyFactor(b) - dailyFactor(a))[0]!;
  assert(quietest >= 3 && quietest <= 5, `${quietest}`);
  assert(busiest >= 12 && busiest <= 15, `${busiest}`);
});

Deno.test("trafficRate() follows the hours of the region, not those of UTC", () => {
  const region = (utcOffsetHours: number): Region => ({ name: "", utcOffsetHours, trafficWeight: 1 });
  const tuesdayNoon = Date.UTC(2026, 0, 6, 12);
  assertAlmostEquals(trafficRate(region(0), tuesdayNoon), dailyFactor(12) * weeklyFactor(2));
  assertAlmostEquals(trafficRate(region(-8), tuesdayNoon), dailyFactor(4) * weeklyFactor(2));
  assertAlmostEquals(trafficRate(region(13), tuesdayNoon), dailyFactor(1) * weeklyFactor(3));
});
