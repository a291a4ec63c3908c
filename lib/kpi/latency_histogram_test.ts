import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { mergeSketches } from "../traffic/latency_sketch.ts";
import { LatencyHistogram } from "./latency_histogram.ts";

const sketch = fc.uniqueArray(fc.tuple(fc.integer({ min: -1_000, max: 3_000 }), fc.integer({ min: 1, max: 2 ** 31 })), {
  selector: ([bucket]) => bucket,
  maxLength: 8,
}).map((entries) => entries.toSorted(([a], [b]) => a - b)).map((entries) => ({
  buckets: Int16Array.from(entries, ([bucket]) => bucket),
  counts: Uint32Array.from(entries, ([, count]) => count),
}));

function lists({ buckets, counts }: { buckets: ArrayLike<number>; counts: ArrayLike<number> }) {
  return { buckets: Array.from(buckets), counts: Array.from(counts) };
}

Deno.test("LatencyHistogram adds sketches up, wherever their buckets lie", () => {
  const histogram = new LatencyHistogram();
  fc.assert(
    fc.property(fc.array(sketch, { maxLength: 6 }), (sketches) => {
      histogram.clear();
      for (const added of sketches) histogram.add(added);
      assertEquals(lists(histogram.sketch()), mergeSketches(sketches.map(lists)));
    }),
    { seed: 20261123, numRuns: 300 },
  );
});
