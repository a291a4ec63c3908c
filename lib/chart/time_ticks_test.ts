import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { zoneOffsetMs } from "../telemetry/value/time_zone.ts";
import { timeTicks } from "./time_ticks.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const labels = (from: number, to: number, zone: string, most = 8) =>
  timeTicks([from, to], zone, most).map(({ label }) => label);

Deno.test("timeTicks() stand at round times of the zone, whose offset need not be whole hours", () => {
  const from = Date.UTC(2026, 4, 4);
  assertEquals(labels(from, from + DAY_MS, "UTC"), [
    "04 May",
    "03:00",
    "06:00",
    "09:00",
    "12:00",
    "15:00",
    "18:00",
    "21:00",
    "05 May",
  ]);
  assertEquals(labels(from, from + HOUR_MS, "Asia/Kathmandu", 4), ["05:45", "06:00", "06:15", "06:30", "06:45"]);
  assertEquals(
    labels(from, from + 7 * DAY_MS, "America/New_York"),
    [4, 5, 6, 7, 8, 9, 10].map((day) => `${String(day).padStart(2, "0")} May`),
  );
});

Deno.test("timeTicks() of an hour that clocks show twice stand twice, at their own moments", () => {
  const change = Date.UTC(2026, 9, 25, 1);
  const ticks = timeTicks([change - 2 * HOUR_MS, change + 2 * HOUR_MS], "Europe/Berlin", 4);
  assertEquals(ticks.map(({ label }) => label), ["01:00", "02:00", "02:00", "03:00", "04:00"]);
  assertEquals(ticks.map(({ at }) => (at - change) / HOUR_MS), [-2, -1, 0, 1, 2]);
});

Deno.test("timeTicks() of an hour that clocks skip are none, and the hours beside it follow at once", () => {
  const change = Date.UTC(2026, 2, 29, 1);
  const ticks = timeTicks([change - HOUR_MS, change + HOUR_MS], "Europe/Berlin", 3);
  assertEquals(ticks.filter(({ at }) => at % HOUR_MS === 0).map(({ label }) => label), ["01:00", "03:00", "04:00"]);
});

Deno.test("timeTicks() are within the axis, in order, few, and true to the zone's clock", () => {
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Chatham", "America/Sao_Paulo");
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }),
      fc.integer({ min: 15 * 60_000, max: 366 * DAY_MS }),
      zones,
      fc.integer({ min: 3, max: 14 }),
      (from, length, zone, most) => {
        const ticks = timeTicks([from, from + length], zone, most);
        assert(ticks.length <= most + 6, `${ticks.length} of ${most}`);
        ticks.forEach(({ at, label }, place) => {
          assert(at >= from && at <= from + length && (place === 0 || at > ticks[place - 1]!.at));
          const clock = new Date(at + zoneOffsetMs(zone, at)).toISOString();
          assert(label.includes(":") ? clock.slice(11, 16) === label : clock.slice(8, 10) === label.slice(0, 2));
        });
      },
    ),
    { seed: 7, numRuns: 300 },
  );
});
