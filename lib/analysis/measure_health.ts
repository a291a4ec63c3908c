/** Measures the health of servers over the days of a run, each with the day before it as its past. @module */
import type { DuckDb } from "../duckdb/duckdb.ts";
import { assessServers } from "../health/assess_servers.ts";
import type { HealthCheckLinkRow } from "../health/health_check_link.ts";
import { linkChecks, type TroubledMinute } from "../health/link_checks.ts";
import { HEALTH_WINDOW_MS, type ServerHealthRow } from "../health/server_health.ts";
import type { ServerWindow } from "../health/server_window.ts";
import { DAY_MS } from "../table/day.ts";

/** How servers are doing. */
export interface HealthFindings {
  /** Day by day and server by server, each in order of time. */
  readonly rows: readonly ServerHealthRow[];
  readonly links: readonly HealthCheckLinkRow[];
}

/**
 * Assesses all servers of some days, from minutes and samples alone.
 *
 * @param days the days of the run, ascending, starts of days in ms since 1970
 */
export async function measureHealth(database: DuckDb, days: readonly number[]): Promise<HealthFindings> {
  const peersOfServer = await readPeers(database);
  const rows: ServerHealthRow[] = [];
  const links: HealthCheckLinkRow[] = [];
  for (const day of days) {
    await database.runFile("transforms/server_windows", { health_from: day - DAY_MS, health_to: day + DAY_MS });
    const windows = await database.rows<ServerWindow>('from server_windows order by "at", server_id');
    const to = windows.length === 0 ? day : windows.at(-1)!.at + HEALTH_WINDOW_MS;
    for (const row of assessServers(windows, { peersOfServer, to })) if (row.window_start_at >= day) rows.push(row);
    links.push(...await linksOf(database, day));
  }
  return { rows, links };
}

async function readPeers(database: DuckDb): Promise<Map<string, string>> {
  const servers = await database.rows<{ server_id: string; region: string | null; pool: string }>(
    "select distinct server_id, region, pool from all_server_minutes order by all",
  );
  return new Map(servers.map(({ server_id, region, pool }) => [server_id, region ?? pool]));
}

async function linksOf(database: DuckDb, day: number): Promise<HealthCheckLinkRow[]> {
  await database.runFile("transforms/troubled_minutes", { health_from: day, health_to: day + DAY_MS });
  const minutes = await database.rows<TroubledMinute & { readonly server_id: string }>(
    'from troubled_minutes order by server_id, "at"',
  );
  const servers = Map.groupBy(minutes, ({ server_id }) => server_id);
  return [...servers].flatMap(([server_id, ofServer]) => linkChecks(day, server_id, ofServer) ?? []);
}
