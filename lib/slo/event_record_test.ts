import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { EventRecord } from "./event_record.ts";
import { DAY, HOUR, MINUTE, MONDAY, steadyTraffic } from "./trial_traffic.ts";

const MINUTES = fc.uniqueArray(
  fc.record({
    minute_at: fc.nat(200).map((i) => i * MINUTE),
    event_count: fc.integer({ min: 1, max: 99 }),
    bad_count: fc.nat(9),
  }),
  { selector: ({ minute_at }) => minute_at, maxLength: 60 },
).map((minutes) => minutes.toSorted((a, b) => a.minute_at - b.minute_at));
const MOMENTS = fc.array(fc.integer({ min: -MINUTE, max: 201 * MINUTE }), { minLength: 2, maxLength: 6 })
  .map((moments) => moments.toSorted((a, b) => a - b));
const MAINTENANCE = fc.array(
  fc.record({ from: fc.nat(200 * MINUTE), length: fc.nat(30 * MINUTE) }).map(({ from, length }) => ({
    from,
    to: from + length,
  })),
  { maxLength: 3 },
);

Deno.test("the parts of a span add up to the whole: events, bad events, known and usable time", () => {
  const known = [{ from: 0, to: 50 * MINUTE }, { from: 70 * MINUTE, to: 150 * MINUTE }];
  fc.assert(
    fc.property(MINUTES, MAINTENANCE, MOMENTS, (minutes, maintenance, moments) => {
      const record = new EventRecord(minutes, { known, maintenance });
      const figuresOf = (from: number, to: number) => {
        const { eventCount, badCount } = record.countsIn({ from, to });
        return [eventCount, badCount, record.knownMs({ from, to }), record.usableMs({ from, to })];
      };
      const parts = moments.slice(1).map((to, i) => figuresOf(moments[i]!, to));
      const sums = parts.reduce((sum, part) => sum.map((value, i) => value + part[i]!), [0, 0, 0, 0]);
      assertEquals(sums, figuresOf(moments[0]!, moments.at(-1)!));
    }),
    { seed: 6 },
  );
});

Deno.test("a record counts what a hand counts, from the start of a span and without its end", () => {
  const record = steadyTraffic(HOUR, { bad: (minute) => minute === 10 ? 3 : 0 });
  const counts = (from: number, to: number) =>
    record.countsIn({ from: MONDAY + from * MINUTE, to: MONDAY + to * MINUTE });
  assertEquals(counts(10, 11), { eventCount: 10, badCount: 3 });
  assertEquals(counts(0, 10), { eventCount: 100, badCount: 0 });
  assertEquals(counts(-99, 999), { eventCount: 600, badCount: 3 });
  assertEquals(counts(20, 10), { eventCount: 0, badCount: 0 });
});

Deno.test("minutes that maintenance touches hold no events, and their time is none", () => {
  const maintenance = [{ from: MONDAY + 10.5 * MINUTE, to: MONDAY + 12.1 * MINUTE }];
  const record = steadyTraffic(HOUR, { bad: () => 1, maintenance });
  const day = { from: MONDAY, to: MONDAY + DAY };
  assertEquals(record.countsIn(day), { eventCount: 570, badCount: 57 });
  assertEquals([record.knownMs(day) / MINUTE, record.usableMs(day) / MINUTE], [57, 1_437]);
});

Deno.test("an empty record has no events and no known time", () => {
  const record = new EventRecord([], { known: [], maintenance: [] });
  const span = { from: MONDAY, to: MONDAY + DAY };
  assertEquals([record.countsIn(span), record.knownMs(span), record.usableMs(span)], [
    { eventCount: 0, badCount: 0 },
    0,
    DAY,
  ]);
});
