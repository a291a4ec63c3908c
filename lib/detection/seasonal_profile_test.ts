import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { DAY, SeasonalProfile, WEEK } from "./seasonal_profile.ts";

const HOUR_MS = 3_600_000;

/** Teaches hours from the first Monday of 1970 on and returns the last residuals. */
function residuals(profile: SeasonalProfile, hours: number, valueAt: (hour: number) => number): number[] {
  return Array.from({ length: hours }, (_, hour) => {
    const at = (4 * 24 + hour) * HOUR_MS;
    const residual = profile.residual(at, valueAt(hour), valueAt(hour) - 50, 1);
    profile.learn(at, valueAt(hour), 0, 1);
    return residual;
  });
}

Deno.test("SeasonalProfile knows nothing before a whole season has passed", () => {
  const day = residuals(new SeasonalProfile(DAY), 30, (hour) => hour % 24);
  assertEquals(day.findIndex((residual) => !Number.isNaN(residual)), 24);
  const week = residuals(new SeasonalProfile(WEEK), 200, (hour) => hour % 168);
  assertEquals(week.findIndex((residual) => !Number.isNaN(residual)), 168);
});

Deno.test("SeasonalProfile is trusted once it explains the series, and not where there is nothing to explain", () => {
  const weekly = new SeasonalProfile(WEEK);
  const left = residuals(weekly, 168 * 4, (hour) => Math.floor(hour / 24) % 7 >= 5 ? 0 : 100);
  assert(weekly.isTrusted);
  assertAlmostEquals(left.at(-1)!, 0, 5);
  const noise = new SeasonalProfile(WEEK);
  residuals(noise, 168 * 4, (hour) => 50 + ((hour * 7919) % 101 - 50));
  assert(!noise.isTrusted);
});

Deno.test("SeasonalProfile is not trusted before what it leaves was seen for a day", () => {
  const profile = new SeasonalProfile(WEEK);
  let trustedFrom = NaN;
  for (let step = 0; step < 9 * 288 && Number.isNaN(trustedFrom); step++) {
    const value = step % 288 < 144 ? 0 : 100;
    profile.residual(step * HOUR_MS / 12, value, value - 50, 1);
    profile.learn(step * HOUR_MS / 12, value, 0, 1);
    if (profile.isTrusted) trustedFrom = step / 288;
  }
  assertEquals(trustedFrom, 8);
});

Deno.test("SeasonalProfile interpolates between the centres of its bins", () => {
  const profile = new SeasonalProfile({ periodMs: 4, binCount: 2, startAt: 0 });
  for (let at = 0; at < 6; at++) profile.learn(at, at % 4 < 2 ? 10 : 20, 0, 1);
  assertEquals([profile.usualAt(5), profile.usualAt(6), profile.usualAt(7)], [10, 15, 20]);
  assertEquals(profile.usualAt(NaN), NaN);
});
