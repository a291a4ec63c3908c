import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { isSure, leastBadCount, lowerBadRatio } from "./low_traffic_guard.ts";
import { objectiveWith } from "./trial_traffic.ts";

Deno.test("lowerBadRatio() is the ratio of which the observed one is 1.645 standard errors away, as Wilson defines it", () => {
  for (const [eventCount, badCount] of [[10, 10], [100, 50], [60, 1], [100_000, 144]] as const) {
    const bound = lowerBadRatio({ eventCount, badCount });
    const standardError = Math.sqrt(bound * (1 - bound) / eventCount);
    assertAlmostEquals((badCount / eventCount - bound) / standardError, 1.6448536, 1e-6);
  }
  assertEquals([lowerBadRatio({ eventCount: 50, badCount: 0 }), lowerBadRatio({ eventCount: 0, badCount: 0 })], [0, 0]);
});

Deno.test("lowerBadRatio() lies below the ratio, and nears it as events become many", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), fc.nat(1_000), (eventCount, bad) => {
      const badCount = Math.min(bad, eventCount);
      const bound = lowerBadRatio({ eventCount, badCount });
      const tenfold = lowerBadRatio({ eventCount: 10 * eventCount, badCount: 10 * badCount });
      assert(bound >= 0 && bound <= badCount / eventCount && bound <= tenfold + 1e-12);
    }),
    { seed: 8 },
  );
});

Deno.test("three failed requests at night are no alert, however large a share of the night they are", () => {
  const strict = objectiveWith({ targetRatio: 0.999 });
  for (const eventCount of [3, 10, 60, 300]) assertEquals(isSure({ eventCount, badCount: 3 }, 14.4, strict), false);
  assertEquals(isSure({ eventCount: 60, badCount: 10 }, 14.4, strict), true);
});

Deno.test("a burn rate a little above its factor is no alert until there are enough events to be sure", () => {
  const sure = (times: number) => isSure({ eventCount: 1_000 * times, badCount: 16 * times }, 1.44, objectiveWith());
  assertEquals([sure(1), sure(5), sure(10), sure(20)], [false, false, false, true]);
});

Deno.test("leastBadCount() is enough, and one fewer is not", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.constantFrom(1, 3, 6, 14.4),
      fc.constantFrom(0.9, 0.99, 0.999),
      fc.integer({ min: 1, max: 20 }),
      (eventCount, factor, targetRatio, minBadCount) => {
        const objective = objectiveWith({ targetRatio, minBadCount });
        const least = leastBadCount(eventCount, factor, objective);
        const sure = (badCount: number) => isSure({ eventCount, badCount }, factor, objective);
        if (least === null) assertEquals(sure(eventCount), false);
        else assertEquals([sure(least), sure(least - 1)], [true, false]);
      },
    ),
    { seed: 9 },
  );
});

Deno.test("lowerBadRatio() is never above what was seen, not by rounding either", () => {
  for (let eventCount = 1; eventCount < 500; eventCount++) {
    for (const badCount of [0, 1, eventCount]) {
      assert(lowerBadRatio({ eventCount, badCount }) <= badCount / eventCount, `${badCount} of ${eventCount}`);
    }
  }
});
