import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { evaluateObjective } from "./evaluate_objective.ts";
import { EventRecord } from "./event_record.ts";
import { SLO_STATUS } from "./slo_status.ts";
import { DAY, HOUR, MINUTE, MONDAY, objectiveWith, steadyTraffic } from "./trial_traffic.ts";

Deno.test("evaluateObjective() of an outage is what a hand computes", () => {
  // 10 days of 10 requests a minute at 99 %: 1,440 may fail. On the last day all fail from 06:00 to 06:30.
  const outage = (minute: number) => minute >= 9 * 1_440 + 360 && minute < 9 * 1_440 + 390 ? 10 : 0;
  const record = steadyTraffic(10 * DAY, { bad: outage });
  const lastDay = MONDAY + 9 * DAY;
  const rows = evaluateObjective(objectiveWith(), record, [lastDay]);
  assertEquals(rows.map(({ hour_at }) => (hour_at - lastDay) / HOUR), Array.from({ length: 24 }, (_, i) => i));
  const {
    budget_count,
    budget_left_ratio,
    attained_ratio,
    burn_rate,
    ticket_fast_burn_rate,
    ticket_slow_burn_rate,
    budget_gone_at,
    ...exact
  } = rows[6]!;
  assertAlmostEquals(budget_count!, 0.01 * (9 * 14_400 + 4_200) * 240 / (9 * 24 + 7), 1e-9);
  assertAlmostEquals(budget_left_ratio!, 1 - 300 / budget_count!, 1e-12);
  assertAlmostEquals(attained_ratio!, 1 - 300 / 133_800, 1e-12);
  assertAlmostEquals(burn_rate!, 300 / 133_800 / 0.01, 1e-9);
  assertEquals(exact, {
    hour_at: lastDay + 6 * HOUR,
    objective: "shop",
    indicator: "availability",
    scope_kind: "all",
    scope: "(all)",
    window: "10d",
    target_ratio: 0.99,
    threshold_ms: null,
    event_count: 600,
    bad_count: 300,
    window_from_at: lastDay + 7 * HOUR - 10 * DAY,
    window_to_at: lastDay + 7 * HOUR,
    window_event_count: 133_800,
    window_bad_count: 300,
    known_ratio: (9 * 24 + 7) / 240,
    page_fast_burn_rate: 0,
    page_slow_burn_rate: 0,
    page_minute_count: 36,
    ticket_minute_count: 44,
    recent_bad_count: 300,
  });
  // Stretched to 10 days the tickets are 8 h & 40 min, of which 300 of 4,800 is the less, and 24 h & 2 h: 300 of 14,400.
  assertAlmostEquals(ticket_fast_burn_rate!, 300 / 4_800 / 0.01, 1e-9);
  assertAlmostEquals(ticket_slow_burn_rate!, 300 / 14_400 / 0.01, 1e-9);
  // Pages are 20 & 2 min, sure from the 4th minute on, and 120 & 10 min, until the 39th; tickets are sure from the 17th on.
  // 300 a day: the rest of the budget lasts 3.5 days, told in whole hours.
  assertEquals(budget_gone_at, lastDay + 7 * HOUR + Math.ceil((budget_count! - 300) / 300 * 24) * HOUR);
});

Deno.test("pages and tickets are counted in the minutes in which they were due", () => {
  const outage = (minute: number) => minute >= 360 && minute < 390 ? 10 : 0;
  const rows = evaluateObjective(objectiveWith({ window: "30d" }), steadyTraffic(DAY, { bad: outage }), [MONDAY]);
  const pages = rows.map(({ page_minute_count }) => page_minute_count);
  // The 11th minute is the first (burn_alert_test.ts); the short windows, 5 and 30 minutes, keep them until 06:35, then 06:58 by the slower pair.
  assertEquals([pages[5], pages[6], pages[7]! + pages[8]!], [0, 48, 0]);
  assertEquals(rows.some(({ ticket_minute_count }) => ticket_minute_count > 0), true);
});

Deno.test("the rows of a day stop at the last minute that is known, and begin at the first", () => {
  const rows = evaluateObjective(objectiveWith(), steadyTraffic(90 * MINUTE), [MONDAY - DAY, MONDAY, MONDAY + DAY]);
  assertEquals(rows.map(({ hour_at, window_to_at, event_count }) => [hour_at, window_to_at, event_count]), [
    [MONDAY, MONDAY + HOUR, 600],
    [MONDAY + HOUR, MONDAY + 90 * MINUTE, 300],
  ]);
});

Deno.test("hours that are maintenance as a whole have no row, and those around them no events of it", () => {
  const maintenance = [{ from: MONDAY + 90 * MINUTE, to: MONDAY + 3 * HOUR }];
  const rows = evaluateObjective(
    objectiveWith(),
    steadyTraffic(4 * HOUR, { maintenance, bad: (i) => i >= 90 && i < 180 ? 10 : 0 }),
    [MONDAY],
  );
  assertEquals(
    rows.map((
      { hour_at, event_count, window_bad_count },
    ) => [(hour_at - MONDAY) / HOUR, event_count, window_bad_count]),
    [
      [0, 600, 0],
      [1, 300, 0],
      [3, 600, 0],
    ],
  );
});

Deno.test("a scope without events has rows of nulls while others have traffic", () => {
  const record = new EventRecord([], { known: [{ from: MONDAY, to: MONDAY + HOUR }], maintenance: [] });
  const [row] = evaluateObjective(objectiveWith(), record, [MONDAY]);
  const nulls = Object.entries(row!).filter(([, value]) => value === null).map(([name]) => name);
  const nullable = Object.entries(SLO_STATUS.columns).filter(([, column]) => "nullable" in column).map(([name]) =>
    name
  );
  assertEquals(nulls, nullable);
});

Deno.test("the hours of a window add up to it: events and bad events", () => {
  const bad = fc.array(fc.nat(10), { minLength: 1_440, maxLength: 1_440 });
  fc.assert(
    fc.property(bad, fc.integer({ min: 1, max: 1_440 }), (counts, known) => {
      const rows = evaluateObjective(
        objectiveWith({ window: "week" }),
        steadyTraffic(known * MINUTE, { bad: (i) => counts[i]! }),
        [MONDAY],
      );
      const sum = (column: "event_count" | "bad_count") => rows.reduce((total, row) => total + row[column], 0);
      const { window_event_count, window_bad_count } = rows.at(-1)!;
      assertEquals([sum("event_count"), sum("bad_count")], [window_event_count, window_bad_count]);
    }),
    { seed: 12, numRuns: 20 },
  );
});

Deno.test("the share that is left of a steady window never rises while errors come", () => {
  const rows = evaluateObjective(
    objectiveWith({ window: "week" }),
    steadyTraffic(5 * DAY, { bad: (i) => i % 50 === 0 ? 1 : 0 }),
    [
      ...Array(5).keys(),
    ].map((day) => MONDAY + day * DAY),
  );
  const left = rows.map(({ budget_left_ratio }) => budget_left_ratio!);
  assertEquals(left.length, 120);
  for (const [i, ratio] of left.entries()) if (i > 0) assertEquals(ratio < left[i - 1]!, true);
});
