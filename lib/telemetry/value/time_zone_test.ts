import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { localToUtcMs, zoneOffsetMs } from "./time_zone.ts";

const HOUR_MS = 3_600_000;

Deno.test("zoneOffsetMs() follows the rules of the zone", () => {
  assertEquals(zoneOffsetMs("UTC", Date.UTC(2026, 6, 1)), 0);
  assertEquals(zoneOffsetMs("Europe/Berlin", Date.UTC(2026, 0, 1)), HOUR_MS);
  assertEquals(zoneOffsetMs("Europe/Berlin", Date.UTC(2026, 6, 1)), 2 * HOUR_MS);
  assertEquals(zoneOffsetMs("America/New_York", Date.UTC(2026, 0, 1)), -5 * HOUR_MS);
  assertEquals(zoneOffsetMs("Asia/Kathmandu", Date.UTC(2026, 0, 1)), 5.75 * HOUR_MS);
});

Deno.test("zoneOffsetMs() changes at the right moment, also within an hour", () => {
  const berlin = Date.UTC(2026, 2, 29, 1);
  assertEquals(zoneOffsetMs("Europe/Berlin", berlin - 1), HOUR_MS);
  assertEquals(zoneOffsetMs("Europe/Berlin", berlin), 2 * HOUR_MS);
  const lordHowe = Date.UTC(2026, 9, 3, 15, 30);
  assertEquals(zoneOffsetMs("Australia/Lord_Howe", lordHowe - 1), 10.5 * HOUR_MS);
  assertEquals(zoneOffsetMs("Australia/Lord_Howe", lordHowe), 11 * HOUR_MS);
});

Deno.test("zoneOffsetMs() throws for a zone that nobody knows", () => {
  assertThrows(() => zoneOffsetMs("Mars/Olympus", 0), RangeError);
});

Deno.test("localToUtcMs() takes an hour that clocks show twice as its first showing", () => {
  const twice = Date.UTC(2026, 9, 25, 2, 30);
  assertEquals(localToUtcMs("Europe/Berlin", twice), Date.UTC(2026, 9, 25, 0, 30));
  assertEquals(localToUtcMs("Europe/Berlin", Date.UTC(2026, 9, 25, 3)), Date.UTC(2026, 9, 25, 2));
});

Deno.test("localToUtcMs() reads a time that clocks skip with the offset before the skip", () => {
  const skipped = Date.UTC(2026, 2, 29, 2, 30);
  assertEquals(localToUtcMs("Europe/Berlin", skipped), Date.UTC(2026, 2, 29, 1, 30));
  assertEquals(localToUtcMs("Europe/Berlin", Date.UTC(2026, 2, 29, 3)), Date.UTC(2026, 2, 29, 1));
});

Deno.test("localToUtcMs() inverts zoneOffsetMs(), except where clocks show an hour twice", () => {
  const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC");
  const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2037, 0, 1) });
  fc.assert(
    fc.property(zones, instants, (zone, instant) => {
      const localMs = instant + zoneOffsetMs(zone, instant);
      const found = localToUtcMs(zone, localMs);
      assertEquals(found + zoneOffsetMs(zone, found), localMs);
      if (found !== instant) assertEquals(found < instant && instant - found <= HOUR_MS, true);
    }),
    { seed: 20261122, numRuns: 300 },
  );
});
