import { assertEquals } from "@std/assert";
import { absenceReadings } from "./absence_readings.ts";

const MINUTE_MS = 60_000;

Deno.test("absenceReadings() counts from when minutes are known, and gives up a scope that stays away", () => {
  const values = (minutes: number[], longestMinutes: number) =>
    absenceReadings({ minutes, knownFrom: 0, longestMinutes }, { from: 2 * MINUTE_MS, to: 6 * MINUTE_MS })
      .map(({ value }) => value);
  assertEquals(values([], Infinity), [3, 4, 5, 6]);
  assertEquals(values([0, MINUTE_MS, 3 * MINUTE_MS], Infinity), [1, 0, 1, 2]);
  assertEquals(values([], 4), [3, 4, null, null]);
});
