/**
 * Rows of `server_metrics` out of two polls: gauges as they are, counters as rates.
 *
 * A counter that is less than before has started anew, and what it says now is what has come since then: the rule of Prometheus' `rate()`. What was counted between
 * the last poll and the restart is lost. Without a poll before, rates are null.
 *
 * @module
 */
import type { ServerMetricRow } from "../telemetry/server_metric.ts";
import type { ServerReading } from "./server_reading.ts";

const BITS_PER_MEGABIT_BYTES = 8 / 1_000_000;

/** A reading and its moment. */
export interface TimedReading {
  /** ms since 1970. */
  readonly at: number;
  readonly reading: ServerReading;
}

/** Makes a row; `before` is the poll before, null for the first. */
export function metricRow({ at, reading }: TimedReading, before: TimedReading | null): ServerMetricRow {
  const seconds = before === null ? 0 : (at - before.at) / 1_000;
  const past = seconds > 0 ? before!.reading : null;
  const grown = (name: CounterName) => past === null ? null : increase(past[name], reading[name]);
  const rate = (name: CounterName, unit: number) => scaled(grown(name), unit / seconds);
  const cpuSeconds = grown("cpuSeconds");
  const failures = grown("checkFailureCount");
  return {
    timestamp: at,
    server_id: reading.serverId,
    region: null,
    cpu_usage_percent: cpuSeconds === null || cpuSeconds <= 0 ? null : scaled(grown("busySeconds"), 100 / cpuSeconds),
    memory_usage_percent: reading.memoryPercent,
    disk_usage_percent: reading.diskPercent,
    network_in_mbps: rate("receivedBytes", BITS_PER_MEGABIT_BYTES),
    network_out_mbps: rate("sentBytes", BITS_PER_MEGABIT_BYTES),
    active_connections: reading.connectionCount,
    requests_per_second: rate("requestCount", 1),
    backend_health_failures: failures === null ? null : failures + (reading.isDown ? 1 : 0),
  };
}

type CounterName =
  | "busySeconds"
  | "cpuSeconds"
  | "receivedBytes"
  | "sentBytes"
  | "requestCount"
  | "checkFailureCount";

/**
 * Computes what a counter has grown by; null where either value is not known.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals([increase(10, 14), increase(10, 3), increase(null, 3)], [4, 3, null]);
 * ```
 */
export function increase(before: number | null, now: number | null): number | null {
  if (before === null || now === null) return null;
  return now >= before ? now - before : now;
}

function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}
