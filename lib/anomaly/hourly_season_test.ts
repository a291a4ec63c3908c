import { assertAlmostEquals, assertEquals } from "@std/assert";
import { HourlySeason } from "./hourly_season.ts";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Learns one window an hour, in its middle. */
function seasonOf(hours: number, valueOf: (hour: number) => number | null): HourlySeason {
  const season = new HourlySeason();
  for (let hour = 0; hour < hours; hour++) {
    const value = valueOf(hour);
    if (value !== null) season.learn((hour + 0.5) * HOUR_MS, value);
  }
  return season;
}

function usualAt(season: HourlySeason, hour: number): number | null {
  season.turn(hour * HOUR_MS);
  return season.at(hour * HOUR_MS);
}

Deno.test("HourlySeason knows nothing on the first day", () => {
  assertEquals(usualAt(seasonOf(23, () => 5), 23.5), null);
});

Deno.test("HourlySeason takes the same hour of the day before where there is one day", () => {
  assertEquals(usualAt(seasonOf(DAY_HOURS, (hour) => hour), DAY_HOURS + 7.5), 7);
});

Deno.test("HourlySeason takes the median over the days, so that one bad day does not count", () => {
  const season = seasonOf(3 * DAY_HOURS, (hour) => hour < DAY_HOURS ? 1_000 : hour % DAY_HOURS);
  assertEquals(usualAt(season, 3 * DAY_HOURS + 7.5), 7);
});

Deno.test("HourlySeason takes the same hour of the week from two weeks on", () => {
  const weekend = (hour: number) => Math.floor(hour / DAY_HOURS) % 7 >= 5;
  const season = seasonOf(14 * DAY_HOURS, (hour) => weekend(hour) ? 10 : 100);
  assertEquals(usualAt(season, 14 * DAY_HOURS + 9.5), 100);
  assertEquals(usualAt(seasonOf(19 * DAY_HOURS, (hour) => weekend(hour) ? 10 : 100), 19 * DAY_HOURS + 9.5), 10);
});

Deno.test("HourlySeason is linear between the centres of hours", () => {
  const season = seasonOf(DAY_HOURS, (hour) => 10 * hour);
  assertAlmostEquals(usualAt(season, DAY_HOURS + 7.75)!, 72.5);
  assertAlmostEquals(usualAt(season, DAY_HOURS + 8)!, 75);
});

Deno.test("HourlySeason skips hours without windows instead of taking them for zero", () => {
  const season = seasonOf(2 * DAY_HOURS, (hour) => hour === DAY_HOURS + 7 ? null : 50);
  assertEquals(usualAt(season, 2 * DAY_HOURS + 7.5), 50);
});

Deno.test("HourlySeason forgets what lies more than eight weeks back", () => {
  assertEquals(usualAt(seasonOf(DAY_HOURS, () => 5), 10 * 168 + 0.5), null);
});
