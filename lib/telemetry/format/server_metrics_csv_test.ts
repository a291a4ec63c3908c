import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Unreadable } from "../reject.ts";
import type { ServerMetricRow } from "../server_metric.ts";
import { openServerMetricsCsv } from "./server_metrics_csv.ts";

const OPTIONS = { timeZone: "UTC", layout: null };
const HEADER = "timestamp,server_id,cpu_usage_percent,memory_usage_percent,disk_usage_percent,network_in_mbps," +
  "network_out_mbps,active_connections,requests_per_second,backend_health_failures";
const ROW = "2026-11-22T21:40:00,server-03,12.5,40,71.25,8.5,16.75,120,33.5,1";

function read(line: string, header = HEADER): ServerMetricRow | Unreadable | null {
  return openServerMetricsCsv([header], OPTIONS)!.read(line);
}

function row(line: string, header = HEADER): ServerMetricRow {
  const result = read(line, header);
  if (result === null || result instanceof Unreadable) throw new Error(`"${line}" gave ${JSON.stringify(result)}`);
  return result;
}

function reason(line: string): string {
  const result = read(line);
  if (!(result instanceof Unreadable)) throw new Error(`"${line}" gave ${JSON.stringify(result)}`);
  return result.reason;
}

Deno.test("openServerMetricsCsv() reads a row of the original project, which has no region", () => {
  assertEquals(row(ROW), {
    timestamp: Date.UTC(2026, 10, 22, 21, 40),
    server_id: "server-03",
    region: null,
    cpu_usage_percent: 12.5,
    memory_usage_percent: 40,
    disk_usage_percent: 71.25,
    network_in_mbps: 8.5,
    network_out_mbps: 16.75,
    active_connections: 120,
    requests_per_second: 33.5,
    backend_health_failures: 1,
  });
});

Deno.test("openServerMetricsCsv() reads columns in any order, and the region where there is one", () => {
  const some = row("7,eu,x,server-1,1795383604", "cpu_usage_percent,region,note,server_id,timestamp");
  assertEquals([some.timestamp, some.server_id, some.region, some.cpu_usage_percent], [
    1795383604000,
    "server-1",
    "eu",
    7,
  ]);
  assertEquals([some.disk_usage_percent, some.active_connections], [null, null]);
});

Deno.test("openServerMetricsCsv() gives null for empty and negative values, and for the header", () => {
  const some = row("2026-11-22T21:40:00Z,server-03,,-1,0,,,,,");
  assertEquals([some.cpu_usage_percent, some.memory_usage_percent, some.disk_usage_percent], [null, null, 0]);
  assertEquals(read(HEADER), null);
});

Deno.test("openServerMetricsCsv() says why a row cannot be read", () => {
  assertEquals(reason(ROW.replace("server-03", "")), 'column "server_id" is empty');
  assertEquals(reason(ROW.replace("2026-11-22T21:40:00", "now")), 'column "timestamp" holds no moment');
  assertEquals(reason(ROW.replace(",120,", ",many,")), 'column "active_connections" holds no number');
  assertEquals(reason(ROW.replace(",120,", ",1.5,")), 'column "active_connections" holds no whole number');
  assertEquals(reason("x"), "the row has 1 fields, and its header 10");
});

Deno.test("openServerMetricsCsv() returns null for other CSV", () => {
  for (
    const header of ["timestamp,server_id,region", "timestamp,cpu_usage_percent", "timestamp,server_id,status_code", ""]
  ) {
    assertEquals(openServerMetricsCsv([header], OPTIONS), null, header);
  }
});

Deno.test("openServerMetricsCsv() never throws, whatever the line", () => {
  const mutated = fc.tuple(fc.nat(80), fc.nat(80), fc.string({ maxLength: 4 }))
    .map(([start, end, text]) => ROW.slice(0, start) + text + ROW.slice(end));
  fc.assert(
    fc.property(fc.oneof(fc.string(), mutated), (line) => {
      const result = read(line);
      assert(result instanceof Unreadable || result !== null && result.server_id !== "");
    }),
    { seed: 20261122, numRuns: 1_000 },
  );
});
