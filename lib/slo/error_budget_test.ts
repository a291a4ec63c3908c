import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { burnRate, errorBudget } from "./error_budget.ts";
import { EventRecord } from "./event_record.ts";
import { DAY, HOUR, MINUTE, MONDAY, objectiveWith, steadyTraffic } from "./trial_traffic.ts";

Deno.test("burnRate() is the share of bad events in units of what is allowed, null without events", () => {
  assertAlmostEquals(burnRate({ eventCount: 1_000, badCount: 10 }, 0.99)!, 1);
  assertAlmostEquals(burnRate({ eventCount: 1_000, badCount: 144 }, 0.99)!, 14.4);
  assertAlmostEquals(burnRate({ eventCount: 5, badCount: 5 }, 0.999)!, 1_000);
  assertEquals([burnRate({ eventCount: 7, badCount: 0 }, 0.99), burnRate({ eventCount: 0, badCount: 0 }, 0.99)], [
    0,
    null,
  ]);
});

Deno.test("errorBudget() of a window that is known as a whole is the workbook's: (1 - target) x events", () => {
  const record = steadyTraffic(10 * DAY, { bad: (minute) => minute < 360 ? 1 : 0 });
  const budget = errorBudget(objectiveWith(), record, MONDAY + 10 * DAY);
  assertEquals([budget.eventCount, budget.badCount, budget.knownRatio], [144_000, 360, 1]);
  assertAlmostEquals(budget.budgetCount!, 1_440);
  assertAlmostEquals(budget.leftRatio!, 0.75);
  assertAlmostEquals(budget.attainedRatio!, 0.9975);
});

Deno.test("errorBudget() takes what is not known of a window to have the traffic of what is", () => {
  const record = steadyTraffic(DAY, { bad: (minute) => minute % 10 === 0 ? 1 : 0 });
  const budget = errorBudget(objectiveWith(), record, MONDAY + DAY);
  assertAlmostEquals(budget.knownRatio, 0.1);
  assertAlmostEquals(budget.budgetCount!, 1_440);
  assertAlmostEquals(budget.leftRatio!, 0.9, 1e-9, "a day of burn rate 1 spends a tenth of ten days");
});

Deno.test("errorBudget() of a month begins with all of it and expects the traffic of the 30 days before", () => {
  const record = steadyTraffic(31 * DAY);
  const march = errorBudget(objectiveWith({ window: "month" }), record, MONDAY + 30 * DAY + HOUR);
  assertEquals([march.eventCount, march.span.from], [600, MONDAY + 30 * DAY]);
  assertAlmostEquals(march.budgetCount!, 0.01 * 10 * 1_440 * 31);
  assertEquals(march.leftRatio, 1);
});

Deno.test("errorBudget() leaves maintenance out of events, of time and of what is to come", () => {
  const maintenance = [
    { from: MONDAY + 2 * HOUR, to: MONDAY + 14 * HOUR },
    { from: MONDAY + 3 * DAY, to: MONDAY + 4 * DAY },
  ];
  const record = steadyTraffic(DAY, { bad: (minute) => minute >= 120 && minute < 840 ? 10 : 0, maintenance });
  const budget = errorBudget(objectiveWith({ window: "week" }), record, MONDAY + DAY);
  assertEquals([budget.eventCount, budget.badCount, budget.leftRatio], [7_200, 0, 1]);
  assertAlmostEquals(budget.budgetCount!, 0.01 * 10 * 1_440 * (7 - 1.5));
  assertAlmostEquals(budget.knownRatio, 0.5 / 5.5);
});

Deno.test("errorBudget() without events is unknown, not spent and not whole", () => {
  const record = new EventRecord([], { known: [{ from: MONDAY, to: MONDAY + DAY }], maintenance: [] });
  const { attainedRatio, budgetCount, leftRatio, knownRatio } = errorBudget(objectiveWith(), record, MONDAY + DAY);
  assertEquals([attainedRatio, budgetCount, leftRatio, knownRatio], [null, null, null, 0.1]);
  const closed = [{ from: MONDAY, to: MONDAY + 30 * DAY }];
  assertEquals(
    errorBudget(objectiveWith(), steadyTraffic(DAY, { maintenance: closed }), MONDAY + 10 * DAY).knownRatio,
    0,
  );
});

Deno.test("more errors never raise the budget, nor what is left of it", () => {
  const bad = fc.array(fc.nat(10), { minLength: 1_440, maxLength: 1_440 });
  fc.assert(
    fc.property(bad, fc.nat(1_439), fc.constantFrom("10d", "week", "month", "1d"), (counts, worse, window) => {
      const budgetWith = (more: number) => {
        const record = steadyTraffic(DAY, { perMinute: 20, bad: (i) => counts[i]! + (i === worse ? more : 0) });
        return errorBudget(objectiveWith({ window: window as "10d" }), record, MONDAY + DAY);
      };
      const [before, after] = [budgetWith(0), budgetWith(5)];
      assertEquals(after.budgetCount, before.budgetCount);
      assert(after.leftRatio! < before.leftRatio!);
      assert(after.attainedRatio! < before.attainedRatio!);
    }),
    { seed: 7, numRuns: 30 },
  );
});

Deno.test("what the days of a known window spend adds up to what the window has spent", () => {
  const record = steadyTraffic(10 * DAY, { bad: (minute) => minute % 97 === 0 ? 2 : 0 });
  const objective = objectiveWith();
  const { budgetCount, leftRatio } = errorBudget(objective, record, MONDAY + 10 * DAY);
  const spent = Array.from({ length: 10 }, (_, day) => {
    const from = MONDAY + day * DAY;
    return record.countsIn({ from, to: from + DAY }).badCount / budgetCount!;
  });
  assertAlmostEquals(spent.reduce((a, b) => a + b), 1 - leftRatio!, 1e-12);
  assertEquals(record.countsIn({ from: MONDAY, to: MONDAY + MINUTE }).badCount, 2);
});
