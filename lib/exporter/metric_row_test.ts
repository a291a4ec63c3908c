import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { increase, metricRow } from "./metric_row.ts";
import { newReading } from "./server_reading.ts";

const AT = Date.UTC(2026, 0, 5);

Deno.test("metricRow() makes rates of counters over the time between two polls", () => {
  const before = newReading("web-1", {
    busySeconds: 10,
    cpuSeconds: 40,
    receivedBytes: 0,
    requestCount: 100,
    checkFailureCount: 2,
  });
  const now = newReading("web-1", {
    busySeconds: 15,
    cpuSeconds: 60,
    receivedBytes: 1_250_000,
    requestCount: 250,
    checkFailureCount: 5,
    connectionCount: 7,
  });
  const row = metricRow({ at: AT + 10_000, reading: now }, { at: AT, reading: before });
  assertEquals(row, {
    timestamp: AT + 10_000,
    server_id: "web-1",
    region: null,
    cpu_usage_percent: 25,
    memory_usage_percent: null,
    disk_usage_percent: null,
    network_in_mbps: 1,
    network_out_mbps: null,
    active_connections: 7,
    requests_per_second: 15,
    backend_health_failures: 3,
  });
});

Deno.test("metricRow() tells gauges and no rates without a poll before, or without time between", () => {
  const reading = newReading("web-1", { requestCount: 100, memoryPercent: 50 });
  for (const before of [null, { at: AT, reading }]) {
    const { requests_per_second, memory_usage_percent } = metricRow({ at: AT, reading }, before);
    assertEquals([requests_per_second, memory_usage_percent], [null, 50]);
  }
});

Deno.test("a server that is down fails checks although its counter stands still", () => {
  const reading = newReading("web-1", { checkFailureCount: 3, isDown: true });
  assertEquals(metricRow({ at: AT + 1, reading }, { at: AT, reading }).backend_health_failures, 1);
});

Deno.test("a counter grows by what was counted, and after a restart by what it says", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (before, step) => {
      assertEquals(increase(before, before + step), step);
      if (step < before) assertEquals(increase(before, step), step);
    }),
    { seed: 1 },
  );
});
