import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { TrailingLine } from "./trailing_line.ts";

function lineOf(capacity: number, values: readonly number[]): TrailingLine {
  const line = new TrailingLine(capacity);
  values.forEach((value) => line.push(value));
  return line;
}

Deno.test("TrailingLine reads the next value of 3 5 7 9 as 11", () => {
  const line = lineOf(4, [3, 5, 7, 9]);
  assertEquals(line.mean(), 6);
  assertAlmostEquals(line.slope(), 2);
  assertAlmostEquals(line.mean() + line.slope() * line.lead(), 11);
});

Deno.test("TrailingLine forgets all but the last values", () => {
  const line = lineOf(3, [900, -7, 1, 1, 1]);
  assertAlmostEquals(line.mean(), 1);
  assertAlmostEquals(line.slope(), 0);
});

Deno.test("TrailingLine of the last values equals one that saw no others", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 }),
      (values) => {
        const sliding = lineOf(7, values);
        const fresh = lineOf(7, values.slice(-7));
        assertAlmostEquals(sliding.mean(), fresh.mean(), 1e-6);
        assertAlmostEquals(sliding.slope(), fresh.slope(), 1e-6);
      },
    ),
    { seed: 2 },
  );
});

Deno.test("TrailingLine has no slope with one value and no mean with none", () => {
  assertEquals(lineOf(3, [4]).slope(), 0);
  const line = lineOf(3, [4]);
  line.clear();
  assertEquals(line.mean(), NaN);
});
