/**
 * The metrics of a server as consequences of the requests that it answered in the minute.
 *
 * - CPU follows the load average, plus what a neighbour takes and what swapping costs.
 * - A connection lives as long as its request and an idle time after it, so by Little's law (Operations Research 9,
 *   1961) `connections = sum(duration + idle) / minute`.
 * - Memory is the idle use, a heap that follows load and connections, and what has leaked.
 * - The disk fills with logs, one line a request, and is cleaned when it is nearly full.
 * - Network is the bytes of the requests and of the answers.
 * - Health checks fail while a server is down, and now and then when it turns requests away.
 *
 * @module
 */
import type { ServerMetricRow } from "../telemetry/server_metric.ts";
import { swapSlowdown } from "./conditions.ts";
import { drawNormal, drawPoisson } from "./distribution.ts";
import { MINUTE_MS } from "./plan.ts";
import { shedRatio } from "./queueing.ts";
import type { Random } from "./random.ts";
import type { ServerState } from "./server_state.ts";

/** Health checks a minute. */
export const CHECKS_PER_MINUTE = 12;

/** How long a connection stays open after its request. */
const KEEP_ALIVE_MS = 30_000;

const IDLE_CPU_PERCENT = 4;
const CPU_PERCENT_PER_UTILISATION = 92;
const CPU_NOISE_PERCENT = 1.2;
const SWAP_CPU_PERCENT = 3;

const HEAP_PERCENT_PER_UTILISATION = 10;
const HEAP_PERCENT_AT_PEAK_CONNECTIONS = 6;
const MEMORY_NOISE_PERCENT = 0.3;
const MOST_MEMORY_PERCENT = 98.5;

/** What the logs of an ordinary day take of the disk, and when old ones are deleted. */
const DISK_PERCENT_PER_DAY = 1.6;
const DISK_CLEAN_UP_PERCENT = 88;

const STRAY_CHECK_FAILURES = 0.004;

/** Samples a server at the end of the minute that began at `at`, and moves its memory and disk on. */
export function sampleServer(state: ServerState, region: string, at: number, random: Random): ServerMetricRow {
  const connections = (state.durationMs + state.requestCount * KEEP_ALIVE_MS) / MINUTE_MS;
  const cpuPercent = drawCpuPercent(state, random);
  state.memoryPercent = drawMemoryPercent(state, connections, random);
  state.diskPercent = diskAfterLogs(state);
  return {
    timestamp: at,
    server_id: state.server.id,
    region,
    cpu_usage_percent: rounded(cpuPercent, 100),
    memory_usage_percent: rounded(state.memoryPercent, 100),
    disk_usage_percent: rounded(state.diskPercent, 1_000),
    network_in_mbps: megabitsPerSecond(state.receivedBytes),
    network_out_mbps: megabitsPerSecond(state.sentBytes),
    active_connections: Math.round(connections),
    requests_per_second: rounded(state.requestCount / 60, 10_000),
    backend_health_failures: drawCheckFailures(state, random),
  };
}

function drawCpuPercent(state: ServerState, random: Random): number {
  const stolen = state.effect.stolenRatio;
  const busy = stolen + Math.min(state.utilisation, 1 - stolen);
  const swapping = SWAP_CPU_PERCENT * (swapSlowdown(state.memoryPercent) - 1);
  const noise = CPU_NOISE_PERCENT * drawNormal(random);
  return Math.min(100, Math.max(0.5, IDLE_CPU_PERCENT + CPU_PERCENT_PER_UTILISATION * busy + swapping + noise));
}

function drawMemoryPercent(state: ServerState, connections: number, random: Random): number {
  const peakConnections = state.sizing.peakRequests * KEEP_ALIVE_MS / MINUTE_MS;
  const heap = HEAP_PERCENT_PER_UTILISATION * state.utilisation +
    HEAP_PERCENT_AT_PEAK_CONNECTIONS * connections / (connections + peakConnections);
  const noise = MEMORY_NOISE_PERCENT * drawNormal(random);
  return Math.min(MOST_MEMORY_PERCENT, state.server.idleMemoryPercent + heap + state.effect.leakedPercent + noise);
}

function diskAfterLogs(state: ServerState): number {
  const logged = DISK_PERCENT_PER_DAY * state.requestCount / state.sizing.dailyRequests;
  const used = state.diskPercent + logged;
  return used > DISK_CLEAN_UP_PERCENT ? state.server.idleDiskPercent : used;
}

function drawCheckFailures(state: ServerState, random: Random): number {
  if (state.effect.isDown) return CHECKS_PER_MINUTE;
  const overload = shedRatio(state.utilisation / (1 - state.effect.stolenRatio));
  return Math.min(CHECKS_PER_MINUTE, drawPoisson(random, STRAY_CHECK_FAILURES + CHECKS_PER_MINUTE * overload));
}

function megabitsPerSecond(bytesPerMinute: number): number {
  return rounded(bytesPerMinute * 8 / 60 / 1e6, 1e6);
}

/** Rounds to as many decimals as are written, so that rows and files agree. */
function rounded(value: number, scale: number): number {
  return Math.round(value * scale) / scale;
}
