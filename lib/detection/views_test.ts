import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { PARAMETERS } from "./parameters.ts";
import { DAY, SeasonalProfile } from "./seasonal_profile.ts";
import { VIEW_NAMES, type ViewName, Views } from "./views.ts";

const STEP_MS = 300_000;

function viewsOf(values: readonly number[]): Record<ViewName, number> {
  const views = new Views(PARAMETERS.views, new SeasonalProfile(DAY));
  values.forEach((value, step) => views.take(step * STEP_MS, value, { deviation: 3 }, 1));
  return Object.fromEntries(VIEW_NAMES.map((name, view) => [name, views.values[view]!])) as Record<ViewName, number>;
}

Deno.test("Views shows the value, its averages and the noise", () => {
  const { value, fastAverage, average, deviation } = viewsOf([...new Array(500).fill(10), 20]);
  assertEquals([value, deviation], [20, 3]);
  assertAlmostEquals(fastAverage, 10 + 10 * PARAMETERS.views.fastRate, 1e-9);
  assertAlmostEquals(average, 10 + 10 * PARAMETERS.views.averageRate, 1e-9);
});

Deno.test("Views takes a logarithm of anything: of zero, of negative values, of the first", () => {
  for (const values of [[0], [0, 0], [-5], [10, 10, -50], [1e300]]) {
    const { logarithm } = viewsOf(values);
    assert(Number.isFinite(logarithm), `${values}: ${logarithm}`);
  }
});

Deno.test("Views knows no season before one has passed, and what is left of it after", () => {
  assertEquals(viewsOf(new Array(288).fill(5)).dayResidual, NaN);
  const daily = (step: number) => step % 288 < 144 ? 10 : 20;
  const { dayResidual, weekResidual } = viewsOf([...Array.from({ length: 5 * 288 }, (_, step) => daily(step)), 13]);
  assertAlmostEquals(dayResidual, -2, 3);
  assertEquals(weekResidual, NaN);
});
