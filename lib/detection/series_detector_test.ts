import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { SeriesDetector } from "./series_detector.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

interface Scores {
  readonly anomalyScores: number[];
  readonly pValues: number[];
}

function score(values: readonly number[], intervalMs = MINUTE_MS, startAt = 0): Scores {
  const detector = new SeriesDetector();
  const scores: Scores = { anomalyScores: [], pValues: [] };
  values.forEach((value, i) => {
    detector.push(startAt + i * intervalMs, value);
    scores.anomalyScores.push(detector.anomalyScore);
    scores.pValues.push(detector.pValue);
  });
  return scores;
}

/** A noise without a pattern, 0..1. */
function noise(place: number): number {
  const digits = Math.sin(place * 12.9898) * 43758.5453;
  return digits - Math.floor(digits);
}

function daily(length: number): number[] {
  return Array.from(
    { length },
    (_, minute) => 1000 + 400 * Math.sin(2 * Math.PI * minute / DAY_MINUTES) + 40 * (noise(minute) - 0.5),
  );
}

const VALUES = fc.array(
  fc.oneof(fc.double({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 5 }), fc.constant(NaN)),
  { maxLength: 300 },
);

Deno.test("SeriesDetector scores a row the same whatever follows it", () => {
  fc.assert(
    fc.property(VALUES, fc.nat(300), (values, cut) => {
      const { anomalyScores, pValues } = score(values);
      const prefix = score(values.slice(0, cut));
      assertEquals(prefix, { anomalyScores: anomalyScores.slice(0, cut), pValues: pValues.slice(0, cut) });
    }),
    { seed: 1, numRuns: 50 },
  );
});

Deno.test("SeriesDetector keeps its promises about ranges for any numbers", () => {
  const anything = fc.array(fc.double(), { maxLength: 300 });
  fc.assert(
    fc.property(anything, (values) => {
      const { anomalyScores, pValues } = score(values);
      assert(anomalyScores.every((one) => one >= 0 && one <= 1), `${anomalyScores}`);
      assert(pValues.every((one) => one > 0 && one <= 1), `${pValues}`);
    }),
    { seed: 2, numRuns: 100 },
  );
});

Deno.test("SeriesDetector does not depend on the unit of the values", () => {
  const values = daily(4000);
  values[3000] = 5000;
  const plain = score(values);
  const scaled = score(values.map((value) => value * 1024));
  values.forEach((_, i) => {
    assertAlmostEquals(scaled.anomalyScores[i]!, plain.anomalyScores[i]!, 1e-6);
    assertAlmostEquals(scaled.pValues[i]!, plain.pValues[i]!, 1e-9);
  });
});

Deno.test("SeriesDetector alerts at the onset of a spike and of an outage, not while they last", () => {
  for (const value of [4000, 0]) {
    const values = daily(3 * DAY_MINUTES);
    values.fill(value, 4000, 4030);
    const { anomalyScores, pValues } = score(values);
    const onset = Math.max(...anomalyScores.slice(4000, 4003));
    assert(onset > 0.55, `${onset}`);
    assert(pValues[4000]! < 1e-4);
    assert(anomalyScores.slice(4003, 4030).every((one) => one === 0));
    assert(Math.max(...anomalyScores.slice(2000, 4000)) < 0.75 * onset);
  }
});

Deno.test("SeriesDetector alerts once at a lasting shift and takes it for usual in the end", () => {
  const values = Array.from({ length: 3000 }, (_, step) => 100 + 5 * noise(step) + (step >= 2000 ? 60 : 0));
  const { anomalyScores, pValues } = score(values, 5 * MINUTE_MS);
  assert(anomalyScores[2000]! > 0.9, `${anomalyScores[2000]}`);
  const repeats = anomalyScores.slice(2003).filter((one) => one > 0.55).length;
  assert(repeats <= 2, `${repeats}`);
  assert(pValues.slice(2500).filter((one) => one < 0.01).length < 25);
});

Deno.test("SeriesDetector finds a record less new where samples are short", () => {
  const values = Array.from({ length: 3000 }, (_, step) => 100 + 5 * noise(step) + (step >= 2500 ? 100 : 0));
  const [coarse, fine] = [5, 1].map((minutes) => score(values, minutes * MINUTE_MS).anomalyScores.slice(2500, 2520));
  assert(Math.max(...coarse!) > 0.9, `${Math.max(...coarse!)}`);
  assert(Math.max(...fine!) < 0.85, `${Math.max(...fine!)}`);
});

Deno.test("SeriesDetector finds nothing in a constant series, and everything in its first change", () => {
  const values = new Array(500).fill(7);
  values[400] = 8;
  const { anomalyScores, pValues } = score(values);
  assertEquals(anomalyScores.slice(0, 400), new Array(400).fill(0));
  assert(anomalyScores[400]! > 0.8 && pValues[400]! < 1e-6);
});

Deno.test("SeriesDetector lets missing values pass without a trace", () => {
  const values = daily(2000);
  const holed = values.flatMap((value, i) => i % 10 === 9 ? [value, NaN, Infinity] : [value]);
  const at = values.flatMap((_, i) => i % 10 === 9 ? [i, i + 0.3, i + 0.6] : [i]);
  const detector = new SeriesDetector();
  const kept: number[] = [];
  holed.forEach((value, i) => {
    detector.push(at[i]! * MINUTE_MS, value);
    if (Number.isFinite(value)) kept.push(detector.anomalyScore);
    else assertEquals([detector.anomalyScore, detector.pValue], [0, 1]);
  });
  assertEquals(kept, score(values).anomalyScores);
});

Deno.test("SeriesDetector scores duplicates, rows out of order and rows without a moment", () => {
  const detector = new SeriesDetector();
  for (let row = 0; row < 500; row++) {
    detector.push([row, row - 1, row - 50, NaN][row % 4]! * MINUTE_MS, noise(row));
    assert(detector.anomalyScore < 0.8, `${row}: ${detector.anomalyScore}`);
  }
  detector.push(NaN, 1000);
  assert(detector.anomalyScore > 0.8);
});

Deno.test("SeriesDetector does not take a gap for an incident", () => {
  const detector = new SeriesDetector();
  for (let minute = 0; minute < 3000; minute++) {
    if (minute > 2000 && minute < 2400) continue;
    detector.push(minute * MINUTE_MS, 50 + 20 * noise(minute));
    if (minute >= 2400) assert(detector.anomalyScore < 0.45, `${minute}: ${detector.anomalyScore}`);
  }
});
