/**
 * Assesses servers window by window: figures, penalties, score, state.
 *
 * Streaming: a window is judged by what came before it and by the peers' figures of the same window. Work and memory grow with windows times servers.
 *
 * @module
 */
import type { Series } from "../anomaly/detector.ts";
import { peerSeries } from "../anomaly/peer_series.ts";
import { FEWEST_REQUESTS } from "./error_evidence.ts";
import { HealthTrack } from "./health_state.ts";
import { judgeFigures } from "./judge_figures.ts";
import { FigureTrack } from "./measure_figures.ts";
import { HEALTH_WINDOW_MS, type ServerHealthRow } from "./server_health.ts";
import { emptyWindow, type ServerWindow } from "./server_window.ts";

/** What servers are compared by, and until when. */
export interface AssessOptions {
  /** Region or pool of each server; one that is missing has no peers. */
  readonly peersOfServer: ReadonlyMap<string, string>;
  /** End of what is known, ms since 1970: a server that is silent before it is assessed up to it. */
  readonly to: number;
}

/**
 * Assesses all servers from their first window on.
 *
 * @param windows in order of time; at most one a server and window
 * @returns rows server by server, each in order of time
 */
export function assessServers(
  windows: readonly ServerWindow[],
  { peersOfServer, to }: AssessOptions,
): ServerHealthRow[] {
  const servers = Map.groupBy(windows, ({ server_id }) => server_id);
  const latencyRatios = peerLatencyRatios(servers, peersOfServer);
  const requestCounts = new Map<string, number>();
  for (const { server_id, at, request_count } of windows) {
    const place = placeOf(peersOfServer.get(server_id) ?? server_id, at);
    requestCounts.set(place, (requestCounts.get(place) ?? 0) + request_count);
  }
  const rows: ServerHealthRow[] = [];
  for (const [server_id, ofServer] of servers) {
    const peers = peersOfServer.get(server_id) ?? null;
    const track = new FigureTrack();
    const state = new HealthTrack();
    for (const window of gapless(ofServer, server_id, to)) {
      const peer = {
        peers,
        requestCount: requestCounts.get(placeOf(peers ?? server_id, window.at)) ?? 0,
        latencyRatio: latencyRatios.get(placeOf(server_id, window.at)) ?? null,
      };
      const { figures, missingCount } = track.next(window, peer);
      const { score, reasons, penalties } = judgeFigures(figures, missingCount);
      const now = state.next(score);
      rows.push({
        ...figures,
        state: now,
        score,
        reasons: reasonsOf(now, reasons),
        utilisation_penalty: penalties.utilisation,
        saturation_penalty: penalties.saturation,
        error_penalty: penalties.error,
      });
    }
  }
  return rows;
}

function reasonsOf(state: string, reasons: readonly string[]): string | null {
  if (reasons.length > 0) return reasons.join("; ");
  if (state === "unknown") return "no request and no sample";
  return state === "healthy" ? null : "not yet well for ten minutes";
}

/** Divides the 95th percentile of each window by the median of the peers'. */
function peerLatencyRatios(
  servers: ReadonlyMap<string, readonly ServerWindow[]>,
  peersOfServer: ReadonlyMap<string, string>,
): Map<string, number> {
  const series: Series[] = [...servers].map(([scope, windows]) => ({
    scopeKind: "server",
    scope,
    metric: "p95_duration_ms",
    kind: "latency",
    windowMs: HEALTH_WINDOW_MS,
    points: windows.filter(({ request_count }) => request_count >= FEWEST_REQUESTS).map((window) => ({
      at: window.at,
      value: window.p95_duration_ms,
      sampleCount: window.request_count,
    })),
  }));
  const ratios = new Map<string, number>();
  for (const { relative } of peerSeries(series, peersOfServer)) {
    for (const { at, value } of relative.points) if (value !== null) ratios.set(placeOf(relative.scope, at), value);
  }
  return ratios;
}

function* gapless(windows: readonly ServerWindow[], server_id: string, to: number): Generator<ServerWindow> {
  let at = windows[0]!.at;
  for (const window of windows) {
    for (; at < window.at; at += HEALTH_WINDOW_MS) yield emptyWindow(server_id, at);
    yield window;
    at = window.at + HEALTH_WINDOW_MS;
  }
  for (; at < to; at += HEALTH_WINDOW_MS) yield emptyWindow(server_id, at);
}

function placeOf(name: string, at: number): string {
  return `${at} ${name}`;
}
