import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Hysteresis, Reading } from "./alert_state.ts";
import { isBeyond } from "./alert_rule.ts";
import { walkMinutes } from "./walk_minutes.ts";

const MINUTE_MS = 60_000;
const SEED = { seed: 4, numRuns: 1_000 };

const RULE: Hysteresis = {
  comparison: "above",
  fire_level: 10,
  clear_level: 5,
  for_minutes: 2,
  keep_firing_for_minutes: 3,
};

/** Minutes from 0 on; null is a minute with a row but no value, undefined one without a row. */
function readingsOf(values: readonly (number | null | undefined)[]): Reading[] {
  return values.flatMap((value, i) => value === undefined ? [] : [{ at: i * MINUTE_MS, value }]);
}

function walk(values: readonly (number | null | undefined)[], rule = RULE) {
  return walkMinutes(null, readingsOf(values), { from: 0, to: values.length * MINUTE_MS }, rule);
}

/** When a rule fires and resolves, by looking back from every minute over all before it. */
function firedMinutes(values: readonly (number | null)[], rule: Hysteresis): boolean[] {
  const isBad = values.map((value) => isBeyond(value, rule.comparison, rule.fire_level));
  const isHeld = values.map((value) => isBeyond(value, rule.comparison, rule.clear_level));
  const fires: boolean[] = [];
  for (let i = 0; i < values.length; i++) {
    const lastResolved = fires.findLastIndex((isFiring, j) => !isFiring && (fires[j - 1] ?? false));
    const bad = isBad.slice(Math.max(i + 1 - rule.for_minutes, lastResolved + 1, 0), i + 1);
    const held = isHeld.slice(Math.max(i + 1 - rule.keep_firing_for_minutes, 0), i + 1);
    fires.push(fires[i - 1] ? held.some(Boolean) : bad.length === rule.for_minutes && bad.every(Boolean));
  }
  return fires;
}

const value = fc.oneof(fc.integer({ min: 0, max: 15 }), fc.constant(null));
const series = fc.array(value, { maxLength: 60 });
const rules = fc.record({
  comparison: fc.constantFrom("above", "at_least"),
  fire_level: fc.integer({ min: 6, max: 10 }),
  clear_level: fc.integer({ min: 2, max: 6 }),
  for_minutes: fc.integer({ min: 1, max: 4 }),
  keep_firing_for_minutes: fc.integer({ min: 1, max: 4 }),
});

Deno.test("a rule fires at the end of the minute in which its level was passed for long enough", () => {
  const { state, resolved } = walk([0, 11, 12, 11]);
  assertEquals(resolved, []);
  const expected = { startedAt: MINUTE_MS, firedAt: 3 * MINUTE_MS, clearSinceAt: null, peakValue: 12 };
  assertEquals(state, expected);
});

Deno.test("one minute at the level, or without a value, ends what is pending", () => {
  assertEquals(walk([11, 10, 11]).state?.startedAt, 2 * MINUTE_MS);
  assertEquals(walk([11, null, 11]).state?.startedAt, 2 * MINUTE_MS);
  assertEquals(walk([11, undefined, 11]).state?.startedAt, 2 * MINUTE_MS);
});

Deno.test("a value between the levels neither fires a rule nor clears its alert", () => {
  assertEquals(walk([7, 7, 7, 7]).state, null);
  assertEquals(walk([11, 11, 7, 7, 7, 7, 7, 7]).state?.firedAt, 2 * MINUTE_MS);
});

Deno.test("an alert resolves at the end of the last of enough clear minutes in a row, of which none may be missing", () => {
  const { resolved } = walk([11, 11, 0, 0, 6, 0, undefined, null]);
  assertEquals(resolved, [{ startedAt: 0, firedAt: 2 * MINUTE_MS, resolvedAt: 8 * MINUTE_MS, peakValue: 11 }]);
});

Deno.test("a rule below its level keeps the lowest value", () => {
  const rule = { ...RULE, comparison: "below", fire_level: 5, clear_level: 10, for_minutes: 1 };
  assertEquals(walk([4, 1, 9], rule).state?.peakValue, 1);
});

Deno.test("a series that stops resolves, however long the stretch after it", () => {
  const year = { from: 0, to: 525_600 * MINUTE_MS };
  const { state, resolved } = walkMinutes(null, readingsOf([11, 11]), year, RULE);
  assertEquals([state, resolved.map(({ resolvedAt }) => resolvedAt)], [null, [5 * MINUTE_MS]]);
});

Deno.test("minutes outside of the stretch are passed over", () => {
  const { state } = walkMinutes(null, readingsOf([11, 11, 11, 11]), { from: MINUTE_MS, to: 3 * MINUTE_MS }, RULE);
  assertEquals([state?.startedAt, state?.firedAt], [MINUTE_MS, 3 * MINUTE_MS]);
});

Deno.test("going on from a state gives what one walk over all minutes gives", () => {
  fc.assert(
    fc.property(series, rules, fc.nat(), (values, rule, cut) => {
      const at = (cut % (values.length + 1)) * MINUTE_MS;
      const end = values.length * MINUTE_MS;
      const readings = readingsOf(values);
      const whole = walkMinutes(null, readings, { from: 0, to: end }, rule);
      const first = walkMinutes(null, readings, { from: 0, to: at }, rule);
      const kept = JSON.parse(JSON.stringify(first.state));
      const second = walkMinutes(kept, readings, { from: at, to: end }, rule);
      assertEquals(second.state, whole.state);
      assertEquals([...first.resolved, ...second.resolved], whole.resolved);
    }),
    SEED,
  );
});

Deno.test("alerts fire in the minutes in which the definition, looked up from scratch, says so", () => {
  fc.assert(
    fc.property(series, rules, (values, rule) => {
      const { state, resolved } = walk(values, rule);
      const open = state?.firedAt == null ? [] : [{ firedAt: state.firedAt, resolvedAt: Infinity }];
      const firings = [...resolved, ...open];
      const actual = values.map((_, i) => {
        const end = (i + 1) * MINUTE_MS;
        return firings.some(({ firedAt, resolvedAt }) => firedAt <= end && end < resolvedAt!);
      });
      assertEquals(actual, firedMinutes(values, rule));
    }),
    SEED,
  );
});

Deno.test("alerts follow each other: each starts after the one before has resolved", () => {
  fc.assert(
    fc.property(series, rules, (values, rule) => {
      let end = 0;
      for (const { startedAt, firedAt, resolvedAt } of walk(values, rule).resolved) {
        assert(end <= startedAt && startedAt < firedAt && firedAt < resolvedAt!);
        end = resolvedAt!;
      }
    }),
    SEED,
  );
});
