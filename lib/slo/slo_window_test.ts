import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { isSloWindow, nominalMs, windowSpan } from "./slo_window.ts";
import { DAY, HOUR, MONDAY } from "./trial_traffic.ts";

Deno.test("isSloWindow() takes days up to a year, week and month, and nothing else", () => {
  assertEquals(["1d", "30d", "366d", "week", "month"].map(isSloWindow), Array(5).fill(true));
  const others = ["0d", "01d", "367d", "-7d", "7", "d", "7h", "7.5d", "30 d", "year", "Month", ""];
  assertEquals(others.filter(isSloWindow), []);
});

Deno.test("a calendar window holds the moment that ends it, and the next begins there", () => {
  const sunday = { from: MONDAY - 7 * DAY, to: MONDAY };
  assertEquals(windowSpan("week", MONDAY), sunday);
  assertEquals(windowSpan("week", MONDAY + 1), { from: MONDAY, to: MONDAY + 7 * DAY });
  assertEquals(windowSpan("month", MONDAY), { from: Date.UTC(2026, 4), to: MONDAY });
  assertEquals(windowSpan("month", MONDAY + HOUR), { from: MONDAY, to: Date.UTC(2026, 6) });
});

Deno.test("months are as long as the calendar has them, over the turn of a year and in a leap year too", () => {
  const daysOf = (text: string) => {
    const { from, to } = windowSpan("month", Date.parse(text));
    return (to - from) / DAY;
  };
  assertEquals(["2026-12-31T10:00Z", "2028-02-10T00:00Z", "2026-02-10T00:00Z", "1969-12-31T00:00Z"].map(daysOf), [
    31,
    29,
    28,
    31,
  ]);
});

Deno.test("weeks begin on Monday and follow each other without a gap, before 1970 too", () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_000, max: 40_000 }), fc.integer({ min: 1, max: DAY }), (day, ms) => {
      const { from, to } = windowSpan("week", day * DAY + ms);
      assertEquals([new Date(from).getUTCDay(), to - from, windowSpan("week", to + 1).from], [1, 7 * DAY, to]);
      assertEquals(from < day * DAY + ms && day * DAY + ms <= to, true);
    }),
    { seed: 1 },
  );
});

Deno.test("a rolling window is as long as it says", () => {
  assertEquals(windowSpan("30d", MONDAY), { from: MONDAY - 30 * DAY, to: MONDAY });
  assertEquals(["7d", "week", "month"].map((window) => nominalMs(window as "7d") / DAY), [7, 7, 30]);
});
