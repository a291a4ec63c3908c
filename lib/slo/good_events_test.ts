import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { BUCKET_GROWTH, quantile, RELATIVE_ERROR, sketchOf } from "../traffic/latency_sketch.ts";
import type { TrafficMinuteRow } from "../traffic/traffic_minute.ts";
import { countWithin, eventsOfMinute } from "./good_events.ts";
import { objectiveWith } from "./trial_traffic.ts";

const DURATIONS = fc.array(
  fc.oneof(fc.constantFrom(0, 100, 500), fc.double({ min: -3, max: 10, noNaN: true }).map(Math.exp)),
  { maxLength: 50 },
);
const THRESHOLDS = fc.oneof(fc.constantFrom(100, 500), fc.double({ min: -3, max: 10, noNaN: true }).map(Math.exp));

Deno.test("countWithin() is exact for a threshold that is at most 1 % off", () => {
  const slack = 1 + 1e-9;
  fc.assert(
    fc.property(DURATIONS, THRESHOLDS, (durations, threshold) => {
      const found = countWithin(sketchOf(durations), threshold);
      const least = durations.filter((ms) => ms <= threshold / (1 + RELATIVE_ERROR) / slack).length;
      const most = durations.filter((ms) => ms <= threshold / (1 - RELATIVE_ERROR) * slack).length;
      assert(least <= found && found <= most, `${found} is not between ${least} and ${most}`);
    }),
    { seed: 4, numRuns: 500 },
  );
});

Deno.test("a quantile is within the threshold when, and only when, the share of good events reaches it", () => {
  fc.assert(
    fc.property(DURATIONS, THRESHOLDS, fc.integer({ min: 1, max: 100 }), (durations, threshold, percent) => {
      if (durations.length === 0) return;
      const sketch = sketchOf(durations);
      const isReached = 100 * countWithin(sketch, threshold) >= percent * durations.length;
      const needed = Math.ceil(percent * durations.length / 100);
      assertEquals(quantile(sketch, needed / durations.length)! <= threshold, isReached);
    }),
    { seed: 5, numRuns: 500 },
  );
});

Deno.test("countWithin() counts durations of zero, and none of an empty sketch", () => {
  assertEquals([countWithin(sketchOf([0, 0, 5]), 1e-6), countWithin(sketchOf([]), 100)], [2, 0]);
});

Deno.test("the bucket of the threshold is good from its middle on", () => {
  const end = BUCKET_GROWTH ** 300;
  const middle = 2 * end / (BUCKET_GROWTH + 1);
  const sketch = sketchOf([end / 1.0001]);
  assertEquals([countWithin(sketch, middle * 0.9999), countWithin(sketch, middle * 1.0001)], [0, 1]);
});

Deno.test("eventsOfMinute() of availability counts 5xx and unanswered as bad, of latency the timed ones that were slow", () => {
  const minute = {
    request_count: 20,
    status_4xx_count: 5,
    status_5xx_count: 2,
    unanswered_count: 1,
    aborted_count: 4,
    timed_count: 4,
    latency_sketch: sketchOf([10, 20, 600, 700]),
  } as TrafficMinuteRow;
  assertEquals(eventsOfMinute(objectiveWith(), minute), { eventCount: 20, badCount: 3 });
  assertEquals(eventsOfMinute(objectiveWith({ thresholdMs: 500 }), minute), { eventCount: 4, badCount: 2 });
});
