import { assertEquals, assertStrictEquals } from "@std/assert";
import type { MetricKind, Series } from "./detector.ts";
import { fillGaps, LONGEST_SILENCE_MS } from "./fill_gaps.ts";

const MINUTE_MS = 60_000;

function seriesAt(minutes: readonly number[], kind: MetricKind = "count"): Series {
  const points = minutes.map((minute) => ({ at: minute * MINUTE_MS, value: 5, sampleCount: 5 }));
  return { scopeKind: "all", scope: "(all)", metric: "request_count", kind, windowMs: MINUTE_MS, points };
}

const valuesOf = ({ points }: Series) => points.map(({ value }) => value);

Deno.test("fillGaps() puts zeros where a count has no point, up to the end of what was recorded", () => {
  assertEquals(valuesOf(fillGaps(seriesAt([0, 3]), 6 * MINUTE_MS)), [5, 0, 0, 5, 0, 0]);
});

Deno.test("fillGaps() is idempotent and leaves a complete series as it is", () => {
  const filled = fillGaps(seriesAt([0, 3]), 6 * MINUTE_MS);
  assertStrictEquals(fillGaps(filled, 6 * MINUTE_MS), filled);
});

Deno.test("fillGaps() leaves other kinds alone: no request is no latency, not a latency of zero", () => {
  const latencies = seriesAt([0, 3], "latency");
  assertStrictEquals(fillGaps(latencies), latencies);
});

Deno.test("fillGaps() leaves a silence of more than a day open: nothing was recorded", () => {
  const minutes = 1 + LONGEST_SILENCE_MS / MINUTE_MS;
  assertEquals(valuesOf(fillGaps(seriesAt([0, minutes]))), [5, 5]);
});

Deno.test("fillGaps() leaves an empty series empty", () => {
  assertEquals(valuesOf(fillGaps(seriesAt([]), 6 * MINUTE_MS)), []);
});
