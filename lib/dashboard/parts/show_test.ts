import { assertEquals } from "@std/assert";
import {
  momentIn,
  shortMomentIn,
  showCount,
  showDuration,
  showLatency,
  showMoment,
  showNumber,
  showPercent,
} from "./show.ts";

Deno.test("values are shown with as many digits as tell something", () => {
  assertEquals([0.0012345, 12.3456, 123_456].map(showNumber), ["0.001235", "12.35", "123,500"]);
  assertEquals([0, 0.00042, 0.0123, 0.5, 0.99987, 1].map(showPercent), [
    "0.0 %",
    "0.042 %",
    "1.2 %",
    "50.0 %",
    "99.99 %",
    "100.00 %",
  ]);
  assertEquals([0.5, 12, 99.7, 120.4, 999.4, 1_020, 10_000].map(showLatency), [
    "0.50 ms",
    "12 ms",
    "99.7 ms",
    "120 ms",
    "999 ms",
    "1.02 s",
    "10.0 s",
  ]);
  assertEquals([1_234_567.8].map(showCount), ["1,234,568"]);
});

Deno.test("moments are told by the clock that is asked for, durations in the unit that fits", () => {
  const at = Date.UTC(2026, 4, 4, 12, 34, 56);
  assertEquals(showMoment(at), "2026-05-04 12:34");
  assertEquals(momentIn("Europe/Berlin")(at), "2026-05-04 14:34");
  assertEquals(shortMomentIn("America/New_York")(at), "04 May 08:34");
  assertEquals([90_000, 3_600_000, 9_000_000, 4 * 86_400_000].map(showDuration), [
    "2 min",
    "60 min",
    "2.5 h",
    "4 days",
  ]);
});

Deno.test("what is not known is a dash", () => {
  for (const show of [showCount, showDuration, showLatency, showMoment, showNumber, showPercent]) {
    assertEquals([null, undefined, NaN, "1"].map(show), ["–", "–", "–", "–"]);
  }
});
