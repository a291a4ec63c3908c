import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { countChanges, FLAPPING_MINUTES, flappingPercent } from "./flapping.ts";

Deno.test("flappingPercent() weighs the newest change with 1.2 and the oldest with 0.8", () => {
  const oldest = Array.from({ length: FLAPPING_MINUTES }, (_, minute) => minute > 0);
  assertAlmostEquals(flappingPercent(oldest), 100 * 0.8 / 20);
  assertAlmostEquals(flappingPercent(oldest.toReversed()), 100 * 1.2 / 20);
});

Deno.test("flappingPercent() forgets changes that are more than 20 minutes ago", () => {
  assertEquals(flappingPercent([true, ...Array(FLAPPING_MINUTES).fill(false)]), 0);
});

Deno.test("flappingPercent() lies within 0 and 100, and is 0 exactly where nothing changes", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (minutes) => {
      const percent = flappingPercent(minutes);
      assert(percent >= 0 && percent <= 100 + 1e-9);
      assertEquals(percent === 0, countChanges(minutes.slice(-FLAPPING_MINUTES)) === 0);
    }),
    { seed: 1 },
  );
});
