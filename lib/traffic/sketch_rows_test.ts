import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { mergeSketches } from "./latency_sketch.ts";
import { packedBuckets, SketchRows } from "./sketch_rows.ts";

const ROW_COUNT = 6;

/** Durations as rows and buckets, rows without any among them. */
const durations = fc.array(fc.tuple(fc.nat(ROW_COUNT - 1), fc.integer({ min: -1_000, max: 3_000 })), { maxLength: 60 });

function rowsOf(pairs: readonly (readonly [number, number])[], rowCount = ROW_COUNT): SketchRows {
  const packed = packedBuckets(pairs.length, rowCount);
  packed.set(pairs.map(([row, bucket]) => row * 4_096 + bucket + 1_000));
  return new SketchRows(packed, rowCount);
}

function listsOf(rows: SketchRows, row: number): unknown {
  const { buckets, counts } = rows.sketchOf(row);
  return { buckets: [...buckets], counts: [...counts] };
}

Deno.test("SketchRows count the buckets of every row, in ascending order", () => {
  fc.assert(
    fc.property(durations, (pairs) => {
      const rows = rowsOf(pairs);
      for (let row = 0; row < ROW_COUNT; row++) {
        const ofRow = pairs.filter(([of]) => of === row).map(([, bucket]) => ({ buckets: [bucket], counts: [1] }));
        assertEquals(listsOf(rows, row), mergeSketches(ofRow));
      }
    }),
    { seed: 20261123, numRuns: 300 },
  );
});

Deno.test("SketchRows of nothing are empty", () => {
  assertEquals(listsOf(rowsOf([], 1), 0), { buckets: [], counts: [] });
});

Deno.test("packedBuckets() hold more rows than fit into 32 bits", () => {
  const rowCount = 2 ** 20 + 2;
  assert(packedBuckets(1, 2 ** 20) instanceof Uint32Array);
  const rows = rowsOf([[rowCount - 1, 3_000], [rowCount - 1, -1_000], [2 ** 20, 7]], rowCount);
  assertEquals(listsOf(rows, rowCount - 1), { buckets: [-1_000, 3_000], counts: [1, 1] });
  assertEquals(listsOf(rows, 2 ** 20), { buckets: [7], counts: [1] });
});
