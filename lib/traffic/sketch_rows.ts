/** Sketches of many rows at once: numbers sorted and counted, instead of a map a row. @module */
import { ZERO_BUCKET } from "./latency_sketch.ts";

/** Numbers that each row has for its buckets, from {@linkcode ZERO_BUCKET} on. */
const BUCKETS_A_ROW = 4_096;

/** Rows whose packed numbers fit into 32 bits. */
const ROWS_OF_32_BITS = 2 ** 32 / BUCKETS_A_ROW;

/** Durations as packed numbers: `row * 4096 + bucket + 1000`. */
export type PackedBuckets = Uint32Array | Float64Array;

/** Makes room for some durations of some rows; 32 bits, where they do, are sorted twice as fast. */
export function packedBuckets(durationCount: number, rowCount: number): PackedBuckets {
  return rowCount <= ROWS_OF_32_BITS ? new Uint32Array(durationCount) : new Float64Array(durationCount);
}

/** Buckets in ascending order and the durations in each. */
export interface BucketCounts {
  readonly buckets: Int16Array;
  readonly counts: Uint32Array | Float64Array;
}

/**
 * The sketches of rows that are numbered from 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const packed = packedBuckets(3, 2);
 * packed.set([4096 + 1000, 1007, 1007]);
 * const { buckets, counts } = new SketchRows(packed, 2).sketchOf(0);
 * assertEquals([[...buckets], [...counts]], [[7], [2]]);
 * ```
 */
export class SketchRows {
  readonly #starts: Uint32Array;
  readonly #buckets: Int16Array;
  readonly #counts: Uint32Array;

  /** @param packed one number a duration in any order; it is sorted in place */
  constructor(packed: PackedBuckets, rowCount: number) {
    packed.sort();
    const entryCount = countDistinct(packed);
    this.#starts = new Uint32Array(rowCount + 1);
    this.#buckets = new Int16Array(entryCount);
    this.#counts = new Uint32Array(entryCount);
    this.#fill(packed);
  }

  /** The sketch of a row; views that stay valid. */
  sketchOf(row: number): BucketCounts {
    const [start, end] = [this.#starts[row]!, this.#starts[row + 1]!];
    return { buckets: this.#buckets.subarray(start, end), counts: this.#counts.subarray(start, end) };
  }

  #fill(sorted: PackedBuckets): void {
    const [starts, buckets, counts] = [this.#starts, this.#buckets, this.#counts];
    let entry = 0;
    let row = 0;
    for (let start = 0, end = 0; start < sorted.length; start = end) {
      const number = sorted[start]!;
      while (end < sorted.length && sorted[end] === number) end++;
      const rowOfNumber = Math.floor(number / BUCKETS_A_ROW);
      while (row < rowOfNumber) starts[++row] = entry;
      buckets[entry] = number - rowOfNumber * BUCKETS_A_ROW + ZERO_BUCKET;
      counts[entry++] = end - start;
    }
    starts.fill(entry, row + 1);
  }
}

function countDistinct(sorted: PackedBuckets): number {
  let count = sorted.length > 0 ? 1 : 0;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) count++;
  return count;
}
