import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { forecastDays } from "./forecast_interval.ts";
import { learnSeason } from "./seasonal_forecast.ts";

const HOURS = { stepsPerDay: 24, isRate: true } as const;
const WEEKEND = (hour: number) => Math.floor(hour / 24) % 7 >= 5 ? 0.5 : 1;
const shape = (hour: number) => 100 * WEEKEND(hour) * (1.5 + Math.sin(2 * Math.PI * (hour % 24) / 24));
const hours = (days: number, valueOf: (hour: number) => number) =>
  Array.from({ length: 24 * days }, (_, hour) => valueOf(hour));

Deno.test("a week that repeats itself is forecast as it was, with an interval of nothing", () => {
  const forecast = forecastDays(hours(28, shape), 7, HOURS);
  assertEquals(forecast.length, 168);
  forecast.forEach(({ expected, lower, upper }, ahead) => {
    const truth = shape(28 * 24 + ahead);
    assertAlmostEquals(expected, truth, 0.01 * truth);
    assert(lower <= expected && expected <= upper);
  });
});

Deno.test("a trend goes on, but not for ever", () => {
  const forecaster = learnSeason(hours(42, (hour) => shape(hour) * 1.01 ** (hour / 24)), HOURS)!;
  const growth = (day: number) => forecaster.expected(24 * day + 12) / (shape(24 * (42 + day) + 12) * 1.01 ** 42);
  assertAlmostEquals(growth(2), 1.025, 0.015);
  assert(growth(69) > growth(34) && growth(69) < 1.01 ** 50);
});

Deno.test("a holiday and an outage in the past are not expected again", () => {
  const odd = hours(28, (hour) => Math.floor(hour / 24) === 15 ? 5 : hour === 500 ? 0 : shape(hour));
  const forecast = forecastDays(odd, 2, HOURS);
  forecast.forEach(({ expected }, ahead) => assertAlmostEquals(expected, shape(28 * 24 + ahead), 0.05 * expected));
});

Deno.test("a forecast reaches as far as errors are known, and one day tells of none", () => {
  assertEquals(forecastDays(hours(1, shape), 7, HOURS), []);
  assertEquals(forecastDays(hours(2, shape), 7, HOURS).length, 24);
  assertEquals(forecastDays(hours(6, shape), 7, HOURS).length, 3 * 24);
});

Deno.test("gaps are not taken for silence", () => {
  const gappy = hours(21, shape).map((value, hour) => hour % 50 < 9 ? null : value);
  forecastDays(gappy, 3, HOURS).forEach(({ expected }, ahead) =>
    assertAlmostEquals(expected, shape(21 * 24 + ahead), 0.05 * expected)
  );
});

Deno.test("rates are never expected below zero, percentages as they are", () => {
  const quiet = hours(21, (hour) => hour % 24 === 3 ? 0 : 3 + 2 * Math.sin(hour));
  assert(forecastDays(quiet, 7, HOURS).every(({ lower, expected }) => lower >= 0 && expected >= 0));
  const percent = forecastDays(hours(21, (hour) => 40 + 10 * Math.sin(hour / 4)), 1, { ...HOURS, isRate: false });
  assert(percent.every(({ expected }) => expected > 20 && expected < 60));
});
