/** Which servers were not healthy in a run, and how people read it. @module */
import { HEALTH_WINDOW_MS, type ServerHealthRow } from "../health/server_health.ts";
import { moment } from "./words.ts";

/** A server that was not healthy. */
export interface ServerHealthReport {
  readonly server_id: string;
  /** Its state at the end of the run. */
  readonly state: string;
  readonly degraded_minute_count: number;
  readonly unhealthy_minute_count: number;
  /** Start of its worst five minutes, ms since 1970. */
  readonly worst_at: number;
  readonly worst_score: number | null;
  readonly worst_reasons: string | null;
}

const BAD_STATES = ["degraded", "unhealthy"];

/** Lists the servers that were degraded or unhealthy: those that still are first, then those that were for longest. */
export function unhealthyServers(rows: readonly ServerHealthRow[]): ServerHealthReport[] {
  const servers = [...Map.groupBy(rows, ({ server_id }) => server_id).values()].flatMap((ofServer) => {
    const bad = ofServer.filter(({ state }) => BAD_STATES.includes(state));
    return bad.length === 0 ? [] : [reportOf(bad, ofServer.at(-1)!)];
  });
  return servers.sort((a, b) =>
    rank(b) - rank(a) || b.unhealthy_minute_count - a.unhealthy_minute_count ||
    b.degraded_minute_count - a.degraded_minute_count || (a.server_id < b.server_id ? -1 : 1)
  );
}

function reportOf(bad: readonly ServerHealthRow[], { server_id, state }: ServerHealthRow): ServerHealthReport {
  const worst = bad.reduce((found, row) => (row.score ?? Infinity) < (found.score ?? Infinity) ? row : found);
  return {
    server_id,
    state,
    degraded_minute_count: minutesIn("degraded", bad),
    unhealthy_minute_count: minutesIn("unhealthy", bad),
    worst_at: worst.window_start_at,
    worst_score: worst.score,
    worst_reasons: worst.reasons,
  };
}

function minutesIn(state: string, rows: readonly ServerHealthRow[]): number {
  return rows.filter((row) => row.state === state).length * HEALTH_WINDOW_MS / 60_000;
}

function rank({ state }: ServerHealthReport): number {
  return BAD_STATES.indexOf(state);
}

/** Says in one line for how long a server was not healthy, when it was worst and why. */
export function serverWords(server: ServerHealthReport): string {
  const { server_id, unhealthy_minute_count, degraded_minute_count, worst_at, worst_reasons } = server;
  const spans = [
    unhealthy_minute_count > 0 ? [`unhealthy for ${unhealthy_minute_count} min`] : [],
    degraded_minute_count > 0 ? [`degraded for ${degraded_minute_count} min`] : [],
  ].flat().join(", ");
  return `${server_id} ${spans}, worst at ${moment(worst_at)}: ${worst_reasons ?? "no reason known"}`;
}
