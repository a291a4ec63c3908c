/** Percentiles of the latencies of a window, as KPIs show them. @module */
import { defineTable, type Row } from "../table/table.ts";
import { durationOf } from "../traffic/latency_sketch.ts";
import type { BucketCounts } from "../traffic/sketch_rows.ts";

/** One row a window with durations, from which `kpis` takes its percentiles. */
export const PERCENTILES = defineTable({
  name: "percentiles",
  grain: "one row a window start, window, scope kind and scope with durations",
  key: ["window_start_at", "window", "scope_kind", "scope"],
  time: "window_start_at",
  columns: {
    window_start_at: { type: "instant", meaning: "Start of the window." },
    window: { type: "text", meaning: "As in `kpis`." },
    scope_kind: { type: "text", meaning: "As in `kpis`." },
    scope: { type: "text", meaning: "As in `kpis`." },
    p50_duration_ms: { type: "real", meaning: "As in `kpis`." },
    p90_duration_ms: { type: "real", meaning: "As in `kpis`." },
    p95_duration_ms: { type: "real", meaning: "As in `kpis`." },
    p99_duration_ms: { type: "real", meaning: "As in `kpis`." },
  },
});

/** One row of percentiles. */
export type PercentileRow = Row<typeof PERCENTILES>;

/** The percentiles alone. */
export type Percentiles = Pick<
  PercentileRow,
  "p50_duration_ms" | "p90_duration_ms" | "p95_duration_ms" | "p99_duration_ms"
>;

const RATIOS = [0.5, 0.9, 0.95, 0.99] as const;

/**
 * Reads the percentiles of a histogram: q is the middle of the first bucket at which the running count reaches q of all, within 1 % of the exact one.
 *
 * @returns null for an empty histogram
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { bucketOf } from "../traffic/latency_sketch.ts";
 * const histogram = { buckets: Int16Array.of(bucketOf(10), bucketOf(500)), counts: Uint32Array.of(90, 10) };
 * assertAlmostEquals(percentilesOf(histogram)!.p95_duration_ms, 500, 5);
 * ```
 */
export function percentilesOf({ buckets, counts }: BucketCounts): Percentiles | null {
  if (buckets.length === 0) return null;
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  const found: number[] = [];
  let running = 0;
  for (let i = 0; found.length < RATIOS.length; i++) {
    running += counts[i]!;
    while (running / total >= RATIOS[found.length]!) found.push(durationOf(buckets[i]!));
  }
  const [p50, p90, p95, p99] = found as [number, number, number, number];
  return { p50_duration_ms: p50, p90_duration_ms: p90, p95_duration_ms: p95, p99_duration_ms: p99 };
}
