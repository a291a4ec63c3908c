import { assertAlmostEquals, assertEquals } from "@std/assert";
import { bucketOf, quantile, sketchOf } from "../traffic/latency_sketch.ts";
import type { BucketCounts } from "../traffic/sketch_rows.ts";
import { type PercentileRow, percentilesOf } from "./percentiles.ts";
import { ScopeWindows } from "./window_percentiles.ts";

const DAY = Date.UTC(2026, 10, 22);
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

function histogramOf(durations: readonly number[]): BucketCounts {
  const { buckets, counts } = sketchOf(durations);
  return { buckets: Int16Array.from(buckets), counts: Uint32Array.from(counts) };
}

Deno.test("percentilesOf() reads what quantile() reads", () => {
  const durations = Array.from({ length: 997 }, (_, i) => (i * 7919) % 1_000 + 1);
  const { p50_duration_ms, p90_duration_ms, p95_duration_ms, p99_duration_ms } = percentilesOf(histogramOf(durations))!;
  const expected = [0.5, 0.9, 0.95, 0.99].map((q) => quantile(sketchOf(durations), q)!);
  [p50_duration_ms, p90_duration_ms, p95_duration_ms, p99_duration_ms].forEach((value, i) =>
    assertAlmostEquals(value, expected[i]!, 1e-9)
  );
  assertEquals(percentilesOf(histogramOf([])), null);
});

Deno.test("ScopeWindows report each minute, hour and day, and nothing of windows without durations", () => {
  const rows: PercentileRow[] = [];
  const windows = new ScopeWindows("server", "s1", (row) => rows.push(row));
  windows.addMinute(DAY, histogramOf([10, 10, 10]));
  windows.addMinute(DAY + MINUTE_MS, histogramOf([]));
  windows.addMinute(DAY + 59 * MINUTE_MS, histogramOf([500, 500, 500, 500]));
  windows.addMinute(DAY + 2 * HOUR_MS, histogramOf([10, 10, 10]));
  windows.finish();
  assertEquals(
    rows.map((
      { window, window_start_at, p50_duration_ms },
    ) => [window, window_start_at - DAY, bucketOf(p50_duration_ms)]),
    [
      ["minute", 0, bucketOf(10)],
      ["minute", 59 * MINUTE_MS, bucketOf(500)],
      ["hour", 0, bucketOf(500)],
      ["minute", 2 * HOUR_MS, bucketOf(10)],
      ["hour", 2 * HOUR_MS, bucketOf(10)],
      ["day", 0, bucketOf(10)],
    ],
  );
  assertEquals([rows[0]!.scope_kind, rows[0]!.scope], ["server", "s1"]);
});

Deno.test("ScopeWindows without a minute report nothing", () => {
  new ScopeWindows("all", "(all)", () => {
    throw new Error("nothing was expected");
  }).finish();
});
