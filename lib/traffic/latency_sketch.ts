/**
 * Latency sketches: percentiles that add up.
 *
 * Averages hide the tail, and percentiles of two minutes do not give the percentile of both. A logarithmic histogram does: bucket i counts the durations in
 * (g^(i-1), g^i] ms with g = (1 + a) / (1 - a). The middle 2 g^i / (g + 1) of a bucket is within the relative error a of every duration in it, and histograms
 * add up bucket by bucket over minutes, servers and machines. Here a = 0.01: from a microsecond to an hour there are about 1,100 buckets, of which a
 * minute of traffic uses a few dozen.
 *
 * Limits: the error is relative, so that a percentile of 10 s may be off by 100 ms; durations of zero have a bucket of their own.
 * Source: Masson, Rim, Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", VLDB 2019.
 * The roll-up computes the same buckets in SQL (`sql/transforms/traffic_minutes.duckdb.sql`); a test holds the two together.
 *
 * @module
 */
import type { Sketch } from "../table/table.ts";

/** Relative error of a quantile. */
export const RELATIVE_ERROR = 0.01;

/** Ratio between the ends of a bucket. */
export const BUCKET_GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);

/** Bucket of durations of zero. */
export const ZERO_BUCKET = -1_000;

/** Lowest bucket above zero: a nanosecond and less. */
const LOWEST_BUCKET = -690;

/** Highest bucket: 10^26 ms and more, which no clock has measured. */
const HIGHEST_BUCKET = 3_000;

const LOG_GROWTH = Math.log(BUCKET_GROWTH);

/**
 * Number of the bucket that a duration falls into.
 *
 * @param durationMs milliseconds, not negative
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals([0, 1, 10, 1_000].map(bucketOf), [ZERO_BUCKET, 0, 116, 346]);
 * ```
 */
export function bucketOf(durationMs: number): number {
  if (durationMs <= 0) return ZERO_BUCKET;
  const bucket = Math.ceil(Math.log(durationMs) / LOG_GROWTH);
  return Math.min(Math.max(bucket, LOWEST_BUCKET), HIGHEST_BUCKET);
}

/** The duration in milliseconds that stands for all durations of a bucket. */
export function durationOf(bucket: number): number {
  return bucket === ZERO_BUCKET ? 0 : 2 * BUCKET_GROWTH ** bucket / (BUCKET_GROWTH + 1);
}

/** Makes the sketch of some durations in milliseconds. */
export function sketchOf(durationsMs: Iterable<number>): Sketch {
  const counts = new Map<number, number>();
  for (const duration of durationsMs) add(counts, bucketOf(duration), 1);
  return sorted(counts);
}

/** Adds sketches up: the result is the sketch of all their durations together. */
export function mergeSketches(sketches: Iterable<Sketch>): Sketch {
  const counts = new Map<number, number>();
  for (const sketch of sketches) {
    sketch.buckets.forEach((bucket, i) => add(counts, bucket, sketch.counts[i]!));
  }
  return sorted(counts);
}

/**
 * Reads a quantile: the smallest duration that at least the share `q` of all durations does not exceed.
 *
 * @param q from 0 to 1
 * @returns milliseconds within 1 % of the exact value; null for an empty sketch
 * @throws {RangeError} when q lies outside of 0 to 1
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * assertAlmostEquals(quantile(sketchOf([1, 2, 3, 4, 100]), 0.5)!, 3, 0.03);
 * ```
 */
export function quantile(sketch: Sketch, q: number): number | null {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`Cannot read quantile ${q}: a share from 0 to 1 is needed`);
  const total = sketch.counts.reduce((sum, count) => sum + count, 0);
  const rank = Math.max(1, Math.ceil(q * total));
  let seen = 0;
  for (const [i, count] of sketch.counts.entries()) {
    seen += count;
    if (seen >= rank) return durationOf(sketch.buckets[i]!);
  }
  return null;
}

function add(counts: Map<number, number>, bucket: number, count: number): void {
  counts.set(bucket, (counts.get(bucket) ?? 0) + count);
}

function sorted(counts: ReadonlyMap<number, number>): Sketch {
  const buckets = [...counts.keys()].sort((a, b) => a - b);
  return { buckets, counts: buckets.map((bucket) => counts.get(bucket)!) };
}
