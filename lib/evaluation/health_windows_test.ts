import { assertAlmostEquals, assertEquals } from "@std/assert";
import { blankRequest } from "../synthetic/request.ts";
import type { ServerMetricRow } from "../telemetry/server_metric.ts";
import { HealthWindows } from "./health_windows.ts";

const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 0, 5);

/** What a server reports of a minute. */
function sampleAt(minute: number, backend_health_failures: number): ServerMetricRow {
  return {
    timestamp: START + minute * MINUTE_MS,
    server_id: "a",
    region: "eu",
    cpu_usage_percent: 10 * minute,
    memory_usage_percent: 50,
    disk_usage_percent: 60,
    network_in_mbps: 1,
    network_out_mbps: 2,
    active_connections: 3,
    requests_per_second: 1,
    backend_health_failures,
  };
}

Deno.test("a window has the requests of five minutes, the medians of their percentiles, and what the server said", () => {
  const windows = new HealthWindows();
  for (let minute = 0; minute < 5; minute++) {
    for (const durationMs of [100, 200, 100 * (minute + 2)]) {
      windows.addRequest("a", { ...blankRequest(), status: durationMs > 500 ? 503 : 200, durationMs });
    }
    windows.closeMinute(START + minute * MINUTE_MS, [sampleAt(minute, minute === 3 ? 2 : 0)]);
  }
  const [window] = windows.list();
  assertEquals([window!.at, window!.request_count, window!.server_error_count], [START, 15, 1]);
  assertEquals([window!.p95_duration_ms, window!.tail_ratio], [400, 2]);
  assertAlmostEquals(window!.concurrency!, (5 * 300 + 2_000) / 300_000);
  assertEquals([window!.cpu_usage_percent, window!.active_connections], [20, 3]);
  assertEquals([window!.health_failure_count, window!.failed_minutes, window!.checked_count], [2, 0b1000, 5]);
});

Deno.test("a log alone tells nothing of a server's resources, and a silent server has no window", () => {
  const windows = new HealthWindows();
  windows.addRequest("a", { ...blankRequest(), status: 200, durationMs: 10 });
  for (let minute = 0; minute < 10; minute++) windows.closeMinute(START + minute * MINUTE_MS, []);
  assertEquals(windows.list().map(({ at, cpu_usage_percent }) => [at, cpu_usage_percent]), [[START, null]]);
});
