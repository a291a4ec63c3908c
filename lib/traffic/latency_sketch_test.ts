import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { durationOf, mergeSketches, quantile, RELATIVE_ERROR, sketchOf, ZERO_BUCKET } from "./latency_sketch.ts";

const durations = fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }).map((ms) => ms < 1e-6 ? 0 : ms), {
  minLength: 1,
});

function exactQuantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1]!;
}

Deno.test("quantile() is within one percent of the exact value for any durations", () => {
  const property = fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
    const exact = exactQuantile(values, q);
    const error = Math.abs(quantile(sketchOf(values), q)! - exact);
    assert(error <= exact * (RELATIVE_ERROR + 1e-9), `${error} of ${exact}`);
  });
  fc.assert(property, { seed: 1, numRuns: 300 });
});

Deno.test("mergeSketches() gives the sketch of all durations together, in any grouping", () => {
  const property = fc.property(durations, durations, (a, b) => {
    assertEquals(mergeSketches([sketchOf(a), sketchOf(b)]), sketchOf([...b, ...a]));
  });
  fc.assert(property, { seed: 1 });
});

Deno.test("a duration of zero stays zero", () => {
  assertEquals(sketchOf([0, 0]), { buckets: [ZERO_BUCKET], counts: [2] });
  assertEquals(durationOf(ZERO_BUCKET), 0);
});

Deno.test("quantile() is null for an empty sketch and refuses a share that is none", () => {
  assertEquals(quantile(sketchOf([]), 0.5), null);
  assertThrows(() => quantile(sketchOf([1]), 95), RangeError, "Cannot read quantile 95");
});
