/** What is known of the servers of synthetic days in five minutes, as the analysis reads it from minutes. @module */
import { median } from "../anomaly/median.ts";
import { HEALTH_WINDOW_MS } from "../health/server_health.ts";
import { emptyWindow, type ServerWindow } from "../health/server_window.ts";
import type { SyntheticRequest } from "../synthetic/request.ts";
import type { ServerMetricRow } from "../telemetry/server_metric.ts";

const MINUTE_MS = 60_000;
const WINDOW_MINUTES = HEALTH_WINDOW_MS / MINUTE_MS;

/** One server in the running window. */
interface Cell {
  requests: number;
  failures: number;
  durationMs: number;
  /** Durations of the running minute. */
  running: number[];
  readonly p95s: number[];
  readonly tails: number[];
  readonly samples: ServerMetricRow[];
}

/** Rolls requests and samples up to windows; those of a server begin when it is first heard of. */
export class HealthWindows {
  readonly #cells = new Map<string, Cell>();
  readonly #windows: ServerWindow[] = [];

  /** Counts a request in the running minute. */
  addRequest(serverId: string, { status, durationMs }: SyntheticRequest): void {
    const cell = this.#cellOf(serverId);
    cell.requests++;
    if (status >= 500) cell.failures++;
    cell.durationMs += durationMs;
    cell.running.push(durationMs);
  }

  /** Ends a minute. @param at its start, ms since 1970 @param samples what servers report of themselves; none from a log alone */
  closeMinute(at: number, samples: readonly ServerMetricRow[]): void {
    for (const cell of this.#cells.values()) closeDurations(cell);
    for (const sample of samples) this.#cellOf(sample.server_id).samples.push(sample);
    if ((at + MINUTE_MS) % HEALTH_WINDOW_MS === 0) this.#closeWindow(at + MINUTE_MS - HEALTH_WINDOW_MS);
  }

  /** Lists the windows that have ended, in order of time. */
  list(): readonly ServerWindow[] {
    return this.#windows;
  }

  #closeWindow(at: number): void {
    for (const [serverId, cell] of this.#cells) this.#windows.push(windowOf(serverId, at, cell));
    this.#cells.clear();
  }

  #cellOf(serverId: string): Cell {
    const cell = this.#cells.get(serverId) ??
      { requests: 0, failures: 0, durationMs: 0, running: [], p95s: [], tails: [], samples: [] };
    this.#cells.set(serverId, cell);
    return cell;
  }
}

function closeDurations({ running, p95s, tails }: Cell): void {
  if (running.length === 0) return;
  running.sort((a, b) => a - b);
  const [p50, p95] = [0.5, 0.95].map((share) => running[Math.ceil(share * running.length) - 1]!);
  p95s.push(p95!);
  if (p50! > 0) tails.push(p95! / p50!);
  running.length = 0;
}

function windowOf(serverId: string, at: number, { samples, ...cell }: Cell): ServerWindow {
  const traffic = {
    ...emptyWindow(serverId, at),
    request_count: cell.requests,
    server_error_count: cell.failures,
    concurrency: cell.requests === 0 ? null : cell.durationMs / HEALTH_WINDOW_MS,
    p95_duration_ms: median(cell.p95s),
    tail_ratio: median(cell.tails),
  };
  if (samples.length === 0) return traffic;
  const mean = (metric: keyof ServerMetricRow) =>
    samples.reduce((sum, sample) => sum + (sample[metric] as number), 0) / samples.length;
  const failures = samples.map(({ backend_health_failures }) => backend_health_failures!);
  return {
    ...traffic,
    sample_count: samples.length,
    cpu_usage_percent: mean("cpu_usage_percent"),
    memory_usage_percent: mean("memory_usage_percent"),
    disk_usage_percent: mean("disk_usage_percent"),
    network_in_mbps: mean("network_in_mbps"),
    network_out_mbps: mean("network_out_mbps"),
    active_connections: mean("active_connections"),
    health_failure_count: failures.reduce((sum, count) => sum + count, 0),
    failed_minutes: samples.reduce(
      (bits, { timestamp }, place) =>
        failures[place]! > 0 ? bits | 1 << Math.floor(timestamp / MINUTE_MS) % WINDOW_MINUTES : bits,
      0,
    ),
    checked_count: samples.length,
  };
}
