import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { linkChecks, type TroubledMinute } from "./link_checks.ts";

const DAY = Date.UTC(2026, 0, 5);
const minute = (at: number, failure_count: number, server_error_count: number): TroubledMinute => ({
  at: DAY + at * 60_000,
  failure_count,
  server_error_count,
});

Deno.test("linkChecks() finds that users saw the errors three minutes before the checks did", () => {
  const burst = [5, 9, 2, 7];
  const errors = burst.map((count, i) => minute(100 + i, 0, count));
  const failures = burst.map((count, i) => minute(103 + i, count, 0));
  const merged = [...errors.slice(0, 3), { ...failures[0]!, server_error_count: 7 }, ...failures.slice(1)];
  const link = linkChecks(DAY, "web-1", merged)!;
  assertEquals(link.lag_minutes, -3);
  assertAlmostEquals(link.correlation!, 1);
  assertEquals(link.linked_error_count, 7);
  assertAlmostEquals(link.linked_error_ratio!, 7 / 23);
});

Deno.test("linkChecks() takes no lag where failures and errors come together", () => {
  const link = linkChecks(DAY, "web-1", [minute(10, 3, 6), minute(500, 1, 2)])!;
  assertEquals([link.lag_minutes, link.linked_error_ratio, link.failed_minute_count], [0, 1, 2]);
});

Deno.test("linkChecks() has no lag without errors, and nothing to tell without a failed check", () => {
  const link = linkChecks(DAY, "web-1", [minute(10, 3, 0)])!;
  assertEquals([link.lag_minutes, link.correlation, link.linked_error_ratio], [null, null, null]);
  assertEquals(linkChecks(DAY, "web-1", [minute(10, 0, 3)]), null);
});

Deno.test("linkChecks() tells no lag that may be chance: one failed check among errors all day", () => {
  const errors = Array.from({ length: 720 }, (_, i) => minute(i * 2, i === 50 ? 1 : 0, 1 + i % 3));
  const { lag_minutes, correlation } = linkChecks(DAY, "web-1", errors)!;
  assertEquals(lag_minutes, null);
  assert(correlation! > 0 && correlation! < 0.08);
});
