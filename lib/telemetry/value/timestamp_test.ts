import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseTimestamp } from "./timestamp.ts";

Deno.test("parseTimestamp() reads ISO with and without a zone", () => {
  const expected = Date.UTC(2026, 10, 22, 21, 40, 4);
  assertEquals(parseTimestamp("2026-11-22T21:40:04Z", "Asia/Tokyo"), expected);
  assertEquals(parseTimestamp("2026-11-22 21:40:04.000123", "UTC"), expected);
  assertEquals(parseTimestamp("2026-11-23 06:40:04", "Asia/Tokyo"), expected);
});

Deno.test("parseTimestamp() reads seconds and milliseconds since 1970", () => {
  const counts = fc.integer({ min: 1e11, max: Date.UTC(2200, 0, 1) });
  fc.assert(
    fc.property(counts, (instant) => {
      assertEquals(parseTimestamp(`${instant}`, "UTC"), instant);
      assertEquals(parseTimestamp((instant / 1_000).toFixed(3), "UTC"), instant);
    }),
    { seed: 20261122 },
  );
  assertEquals(parseTimestamp("0", "UTC"), 0);
});

Deno.test("parseTimestamp() returns NaN for what is no moment", () => {
  for (const text of ["", "-1", "now", "1795383604397928", "22/Nov/2026:21:40:04 +0000"]) {
    assertEquals(parseTimestamp(text, "UTC"), NaN, text);
  }
});
