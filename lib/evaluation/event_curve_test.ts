import { assertAlmostEquals, assertEquals } from "@std/assert";
import { bestEventPoint, eventCurve, recallAt, type TimedSeries } from "./event_curve.ts";

/** Ten probation rows are put before the given scores. */
function series(scores: readonly number[], windows: readonly (readonly [number, number])[]): TimedSeries {
  const length = Math.ceil(scores.length / 0.85);
  const probation = length - scores.length;
  const padded = new Float64Array(length).fill(1, 0, probation);
  padded.set(scores, probation);
  return {
    scores: padded,
    windows: windows.map(([first, last]) => ({ first: first + probation, last: last + probation })),
    daysPerRow: 0.1,
  };
}

Deno.test("an incident and a run of false rows count once each", () => {
  const [strict, loose] = eventCurve([
    series([0, 0.6, 0.6, 0.7, 0, 0.9, 0.8, 0, 0.7, 0, 0, 0, 0, 0, 0.5, 0.5, 0], [[5, 7], [14, 15]]),
  ]);
  assertEquals(strict, { threshold: 0.9, precision: 1, recall: 0.5, f1: 2 / 3, falseAlarmsPerDay: 0 });
  assertAlmostEquals(loose!.precision, 0.5);
  assertEquals(loose!.recall, 1);
  assertAlmostEquals(loose!.falseAlarmsPerDay, 2 / 1.7);
});

Deno.test("a threshold between splits a run in two", () => {
  const [point] = eventCurve([series([0.8, 0.4, 0.8, 0, 0, 0.6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [[5, 5]])]);
  assertAlmostEquals(point!.precision, 1 / 3);
});

Deno.test("an incident that is never met counts against the recall", () => {
  const curve = eventCurve([series([0.9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [[0, 0], [9, 9]])]);
  assertEquals(curve.map(({ recall }) => recall), [0.5]);
});

Deno.test("bestEventPoint() and recallAt() read the curve of several series", () => {
  const quiet = series([0, 0, 0.9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [[2, 3]]);
  const noisy = series([0, 0.6, 0, 0.6, 0, 0.6, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0], [[11, 11]]);
  const curve = eventCurve([quiet, noisy]);
  assertEquals(bestEventPoint(curve)?.threshold, 0.9);
  assertEquals([recallAt(curve, 0.5), recallAt(curve, 1)], [0.5, 1]);
  assertEquals(bestEventPoint([]), null);
});
