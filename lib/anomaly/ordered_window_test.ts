import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { median } from "./median.ts";
import { OrderedWindow } from "./ordered_window.ts";

function windowOf(capacity: number, values: readonly number[]): OrderedWindow {
  const window = new OrderedWindow(capacity);
  values.forEach((value) => window.push(value));
  return window;
}

Deno.test("OrderedWindow keeps the last values only", () => {
  const window = windowOf(3, [100, 1, 2, 3]);
  assertEquals(window.length, 3);
  assertEquals(window.median(), 2);
});

Deno.test("median() and spread() agree with sorting the last values anew", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 }), (values) => {
      const window = windowOf(17, values);
      const kept = values.slice(-17);
      const centre = median(kept)!;
      const deviations = kept.map((value) => Math.abs(value - centre));
      const mad = median(deviations)!;
      const meanDeviation = deviations.reduce((sum, one) => sum + one) / kept.length;
      assertEquals(window.median(), centre);
      assertAlmostEquals(window.spread(centre), mad > 0 ? 1.4826 * mad : 1.2533 * meanDeviation, 1e-9);
    }),
    { seed: 1, numRuns: 500 },
  );
});

Deno.test("spread() of 1 1 2 2 4 6 9 is 1.4826: the deviations from 2 have the median 1", () => {
  assertAlmostEquals(windowOf(7, [1, 1, 2, 2, 4, 6, 9]).spread(2), 1.4826);
});

Deno.test("spread() falls back on the mean deviation where more than half of the values are equal", () => {
  assertAlmostEquals(windowOf(5, [3, 3, 3, 3, 8]).spread(3), 1.2533);
});

Deno.test("median() and spread() are NaN without values", () => {
  const window = windowOf(2, [1]);
  window.clear();
  assertEquals([window.length, window.median(), window.spread(0)], [0, NaN, NaN]);
});
