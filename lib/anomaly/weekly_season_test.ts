import { assert, assertEquals } from "@std/assert";
import { WeeklySeason } from "./weekly_season.ts";

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
const DAY_HOURS = 24;

/** Learns the value of each hour, once a quarter. */
function seasonOf(hours: number, valueOf: (hour: number) => number | null): WeeklySeason {
  const season = new WeeklySeason();
  for (let quarter = 0; quarter < 4 * hours; quarter++) {
    const value = valueOf(Math.floor(quarter / 4));
    if (value !== null) season.learn(quarter * QUARTER_MS, value);
  }
  return season;
}

const valueAt = (season: WeeklySeason, hour: number) => season.usualAt(hour * HOUR_MS)?.value;

Deno.test("WeeklySeason knows nothing before it has seen three days", () => {
  assertEquals(seasonOf(2 * DAY_HOURS, () => 5).usualAt(2 * DAY_HOURS * HOUR_MS), null);
});

Deno.test("WeeklySeason takes the same quarter of the days before from the fourth day on", () => {
  assertEquals(valueAt(seasonOf(3 * DAY_HOURS, (hour) => hour % DAY_HOURS), 3 * DAY_HOURS + 7), 7);
});

Deno.test("WeeklySeason lets a step be a step", () => {
  const season = seasonOf(3 * DAY_HOURS, (hour) => hour % DAY_HOURS < 3 ? 100 : 400);
  assertEquals(valueAt(season, 3 * DAY_HOURS + 2.99), 100);
  assertEquals(valueAt(season, 3 * DAY_HOURS + 3), 400);
});

Deno.test("WeeklySeason takes the median over the days, so that one bad day does not count", () => {
  const season = seasonOf(3 * DAY_HOURS, (hour) => hour < DAY_HOURS ? 1_000 : hour % DAY_HOURS);
  assertEquals(valueAt(season, 3 * DAY_HOURS + 7), 7);
});

Deno.test("WeeklySeason takes the same quarter of the week from the fourth week on", () => {
  const value = (hour: number) => Math.floor(hour / DAY_HOURS) % 7 >= 5 ? 10 : 100;
  assertEquals(valueAt(seasonOf(21 * DAY_HOURS, value), 21 * DAY_HOURS + 9), 100);
  assertEquals(valueAt(seasonOf(26 * DAY_HOURS, value), 26 * DAY_HOURS + 9), 10);
});

Deno.test("WeeklySeason is worth more windows as it has seen more days", () => {
  const windows = (days: number) => seasonOf(days * DAY_HOURS, () => 5).usualAt(days * DAY_HOURS * HOUR_MS)!.windows;
  assert(windows(3) > 1.5 && windows(3) < 3);
  assert(windows(6) > 3 && windows(6) < 6);
});

Deno.test("WeeklySeason skips quarters without windows instead of taking them for zero", () => {
  const season = seasonOf(4 * DAY_HOURS, (hour) => hour === DAY_HOURS + 7 ? null : 50);
  assertEquals(season.usualAt((4 * DAY_HOURS + 7) * HOUR_MS), { value: 50, windows: 6 / Math.PI });
});

Deno.test("WeeklySeason forgets the weeks before a long silence as new ones would overwrite them", () => {
  const season = seasonOf(21 * DAY_HOURS, () => 5);
  season.learn(70 * DAY_HOURS * HOUR_MS, 9);
  assertEquals(season.usualAt(71 * DAY_HOURS * HOUR_MS), null);
});

Deno.test("WeeklySeason forgets what lies more than eight weeks back", () => {
  assertEquals(seasonOf(3 * DAY_HOURS, () => 5).usualAt(10 * 168 * HOUR_MS), null);
});
