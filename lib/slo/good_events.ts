/**
 * Which events are good.
 *
 * Availability: of all requests, those that the service did not fail; 5xx and unanswered ones are bad, a client that left or asked wrongly is not.
 * Latency: of the requests with a duration, those that took at most the threshold, failed ones among them, because a sketch does not tell them apart.
 * Both are the ratio "good events / valid events" of Beyer et al., "The Site Reliability Workbook", 2018, chapter 2.
 *
 * A sketch knows the bucket of a duration and not the duration. The bucket that the threshold lies in counts as good when its middle, which stands for
 * all of it, is within the threshold. So the count is exact for a threshold that is at most 1 % off (the sketch's relative error a, as
 * g^i = middle / (1 - a) and g^(i-1) = middle / (1 + a)), and wrong by no more than the durations in that one bucket. A quantile read from the same sketch
 * agrees with it: quantile q is within the threshold when, and only when, the share of good events is at least q.
 *
 * @module
 */
import type { Sketch } from "../table/table.ts";
import { bucketOf, durationOf } from "../traffic/latency_sketch.ts";
import type { TrafficMinuteRow } from "../traffic/traffic_minute.ts";
import type { Objective } from "./objective.ts";

/** Events and how many of them were bad. */
export interface EventCounts {
  readonly eventCount: number;
  readonly badCount: number;
}

/** The highest bucket whose durations count as within a threshold; `sql/transforms/slo_minutes.duckdb.sql` counts up to it. */
export function lastGoodBucket(thresholdMs: number): number {
  const bucket = bucketOf(thresholdMs);
  return durationOf(bucket) <= thresholdMs ? bucket : bucket - 1;
}

/**
 * Counts the durations of a sketch that are within a threshold, as exact as that of a threshold 1 % off.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sketchOf } from "../traffic/latency_sketch.ts";
 * assertEquals(countWithin(sketchOf([100, 200, 300, 400]), 250), 2);
 * ```
 */
export function countWithin(sketch: Sketch, thresholdMs: number): number {
  const last = lastGoodBucket(thresholdMs);
  return sketch.counts.reduce((sum, count, i) => sketch.buckets[i]! <= last ? sum + count : sum, 0);
}

/** Counts the events of a minute of the objective's scope. */
export function eventsOfMinute(objective: Pick<Objective, "thresholdMs">, minute: TrafficMinuteRow): EventCounts {
  if (objective.thresholdMs === null) {
    return { eventCount: minute.request_count, badCount: minute.status_5xx_count + minute.unanswered_count };
  }
  const goodCount = countWithin(minute.latency_sketch, objective.thresholdMs);
  return { eventCount: minute.timed_count, badCount: minute.timed_count - goodCount };
}
