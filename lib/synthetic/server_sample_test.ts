import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { buildFleet } from "./fleet.ts";
import { type Effect, NO_EFFECT } from "./incident_kind.ts";
import { Random } from "./random.ts";
import { blankRequest } from "./request.ts";
import { CHECKS_PER_MINUTE, sampleServer } from "./server_sample.ts";
import { ServerState } from "./server_state.ts";

const SERVER = buildFleet({ servers: 1, regions: 1, seed: 1 }).servers[0]!;
const SIZING = { peakRequests: 120, dailyRequests: 100_000, capacityMs: 12_000, firstUtilisation: 0 };

function sampleAfter(requests: number, effect: Partial<Effect> = {}) {
  const state = new ServerState(0, SERVER, SIZING);
  state.begin({ ...NO_EFFECT, ...effect });
  for (let i = 0; i < requests; i++) {
    state.record({ ...blankRequest(), durationMs: 1_000, serviceMs: 100, sentBytes: 75_000 });
  }
  state.end();
  return sampleServer(state, "eu-west", 60_000, new Random(1, "samples"));
}

Deno.test("sampleServer() counts requests, bytes and connections by Little's law", () => {
  const sample = sampleAfter(120);
  assertEquals(sample.requests_per_second, 2);
  assertEquals(sample.network_out_mbps, 1.2);
  assertEquals(sample.network_in_mbps, 120 * 700 * 8 / 60 / 1e6);
  assertEquals(sample.active_connections, 62);
});

Deno.test("sampleServer() derives CPU from the load average: 0.3 of a full minute after an empty one", () => {
  assertAlmostEquals(sampleAfter(120).cpu_usage_percent! - sampleAfter(0).cpu_usage_percent!, 0.3 * 92, 3);
});

Deno.test("sampleServer() adds what a neighbour takes to the CPU and what leaks to the memory", () => {
  const plain = sampleAfter(60);
  assertAlmostEquals(sampleAfter(60, { stolenRatio: 0.5 }).cpu_usage_percent! - plain.cpu_usage_percent!, 46, 0.1);
  assertAlmostEquals(
    sampleAfter(60, { leakedPercent: 20 }).memory_usage_percent! - plain.memory_usage_percent!,
    20,
    0.1,
  );
});

Deno.test("sampleServer() fills the disk by the requests logged", () => {
  const filled = sampleAfter(10_000).disk_usage_percent! - sampleAfter(0).disk_usage_percent!;
  assertAlmostEquals(filled, 0.16, 0.002);
});

Deno.test("sampleServer() fails every health check of a server that is down, and few of others", () => {
  assertEquals(sampleAfter(0, { isDown: true }).backend_health_failures, CHECKS_PER_MINUTE);
  assert(sampleAfter(60).backend_health_failures! < 2);
});
