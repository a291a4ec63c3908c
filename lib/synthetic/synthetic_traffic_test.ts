import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { DEFAULT_PLAN, MINUTE_MS } from "./plan.ts";
import { recordRun } from "./recorded_run.ts";
import { isRetryable } from "./retry.ts";
import { trafficRate } from "./traffic_shape.ts";

const CLEAN = recordRun({ incidents: "none" });
const HOUR_MS = 60 * MINUTE_MS;

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = (a: 0 | 1, b: 0 | 1) =>
    pairs.reduce((sum, pair) => sum + (pair[a] - (a ? y : x)) * (pair[b] - (b ? y : x)), 0);
  return covariance(0, 1) / Math.sqrt(covariance(0, 0) * covariance(1, 1));
}

Deno.test("a run has exactly the rows of its plan, in its time, in order of time", () => {
  const property = fc.property(
    fc.integer({ min: 1, max: 3_000 }),
    fc.integer({ min: 1, max: 2 }),
    fc.integer({ min: 1, max: 8 }),
    fc.integer(),
    (requests, days, regions, seed) => {
      const { requests: rows, plan } = recordRun({ requests, days, regions, servers: 2 * regions, seed });
      assertEquals(rows.length, requests * days);
      const moments = [plan.startAt, ...rows.map((row) => row.at), plan.startAt + days * 24 * HOUR_MS - 1];
      assert(moments.every((at, i) => Number.isInteger(at) && (i === 0 || at >= moments[i - 1]!)));
    },
  );
  fc.assert(property, { seed: 6, numRuns: 25 });
});

Deno.test("the default day has 200,000 requests of all servers and methods, with incidents or without", () => {
  assertEquals(CLEAN.requests.length, 200_000);
  assertEquals(recordRun().requests.length, 200_000);
  assertEquals(new Set(CLEAN.requests.map((row) => row.server)).size, 20);
});

Deno.test("arrivals follow the shape of their region's day (chi-square, 24 hours of 4 regions)", () => {
  const { fleet } = CLEAN.traffic;
  const expected = fleet.regions.map((region) =>
    Array.from({ length: 24 }, (_, hour) => trafficRate(region, DEFAULT_PLAN.startAt + (hour + 0.5) * HOUR_MS))
  );
  const total = expected.flat().reduce((sum, rate) => sum + rate, 0);
  const counts = expected.map((hours) => hours.map(() => 0));
  for (const { at, server } of CLEAN.requests) {
    counts[fleet.servers[server]!.region]![Math.floor((at - DEFAULT_PLAN.startAt) / HOUR_MS)]!++;
  }
  const chiSquare = counts.flatMap((hours, region) =>
    hours.map((count, hour) => {
      const rows = CLEAN.requests.length * expected[region]![hour]! / total;
      return (count - rows) ** 2 / rows;
    })
  ).reduce((sum, term) => sum + term, 0);
  assert(chiSquare > 55 && chiSquare < 150, `${chiSquare}`);
});

Deno.test("minute counts scatter as a Poisson process does", () => {
  const perMinute = new Array<number>(24 * 60).fill(0);
  for (const { at, retry } of CLEAN.requests) {
    if (retry === 0) perMinute[Math.floor((at - DEFAULT_PLAN.startAt) / MINUTE_MS)]!++;
  }
  const steps = perMinute.slice(1).map((count, i) => (count - perMinute[i]!) ** 2 / (count + perMinute[i]!));
  const dispersion = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  assert(dispersion > 0.9 && dispersion < 1.1, `${dispersion}`);
});

Deno.test("a weekend has less traffic than the days around it", () => {
  const { requests, plan } = recordRun({ requests: 5_000, days: 7, incidents: "none" });
  const days = new Array<number>(7).fill(0);
  for (const { at } of requests) days[Math.floor((at - plan.startAt) / (24 * HOUR_MS))]!++;
  assert(days[5]! < 0.85 * days[3]! && days[6]! < 0.85 * days[3]!, days.join(" "));
});

Deno.test("each retry follows a failure of the same client, method and attempt before it", () => {
  const { requests } = recordRun({ incidents: ["retry_storm", "error_burst"], requests: 100_000 });
  const failures = new Map<string, number>();
  const key = (client: number, method: number, retry: number) => `${client} ${method} ${retry}`;
  let retries = 0;
  for (const { at, client, method, retry, status, durationMs } of requests) {
    if (retry > 0) {
      retries++;
      const failedUntil = failures.get(key(client, method, retry - 1));
      assert(failedUntil !== undefined && at > failedUntil, "after the answer to the failed attempt");
    }
    if (!isRetryable(status)) continue;
    const known = failures.get(key(client, method, retry));
    failures.set(key(client, method, retry), Math.min(known ?? Infinity, at + durationMs));
  }
  assert(retries > 1_000, `${retries}`);
});

Deno.test("most failures are retried within seconds, by up to three more attempts", () => {
  const failed = CLEAN.requests.filter((row) => isRetryable(row.status) && row.retry === 0).length;
  const retried = CLEAN.requests.filter((row) => row.retry === 1).length;
  assert(retried / failed > 0.64 && retried / failed < 0.76, `${retried} of ${failed}`);
  assert(CLEAN.requests.every((row) => row.retry <= 3));
});

Deno.test("server metrics are sums over the requests of that server and minute", () => {
  const counts = new Map<string, number>();
  for (const { at, server } of CLEAN.requests) {
    const key = `${at - at % MINUTE_MS} ${CLEAN.traffic.fleet.servers[server]!.id}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  assertEquals(CLEAN.metrics.length, 1_440 * 20);
  for (const row of CLEAN.metrics) {
    const count = counts.get(`${row.timestamp} ${row.server_id}`) ?? 0;
    assertEquals(row.requests_per_second, Math.round(count / 60 * 10_000) / 10_000);
    assertEquals(row.network_out_mbps! > 0, count > 0);
  }
});

Deno.test("CPU, connections and latency rise with the requests of a server", () => {
  const rows = CLEAN.metrics;
  assert(correlation(rows.map((row) => [row.requests_per_second!, row.cpu_usage_percent!])) > 0.7);
  assert(correlation(rows.map((row) => [row.requests_per_second!, row.active_connections!])) > 0.9);
  assert(correlation(rows.map((row) => [row.cpu_usage_percent!, row.memory_usage_percent!])) > 0.5);
  const busy = meanDurationMs((at) => Math.floor(at / HOUR_MS) % 24 === 18);
  const quiet = meanDurationMs((at) => Math.floor(at / HOUR_MS) % 24 === 9);
  assert(busy > 1.1 * quiet, `${busy} against ${quiet}`);
});

/** The mean over answered requests of us-east, whose day is busiest at 18:00 UTC and quietest at 09:00. */
function meanDurationMs(isIn: (at: number) => boolean): number {
  const rows = CLEAN.requests.filter((row) => row.server < 5 && row.status < 500 && isIn(row.at));
  return rows.reduce((sum, row) => sum + row.durationMs, 0) / rows.length;
}

Deno.test("disks only fill, by about what a day of logs takes", () => {
  const disk = CLEAN.metrics.filter((row) => row.server_id === "web-07").map((row) => row.disk_usage_percent!);
  assert(disk.every((used, i) => i === 0 || used >= disk[i - 1]!));
  assert(Math.abs(disk.at(-1)! - disk[0]! - 1.6) < 0.1);
});
