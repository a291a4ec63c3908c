/** Reads what capacity is told from: load by minutes, servers at their busiest, and series by hours and days. @module */
import type { IncidentRow } from "../anomaly/incident.ts";
import type { LoadPoint } from "../capacity/fit_usl.ts";
import type { KnownSeries } from "../capacity/forecast_series.ts";
import type { ServerGroup, ServerLoad } from "../capacity/lose_servers.ts";
import { type BusyMinute, type UtilisationLaw, utilisationLaw } from "../capacity/utilisation_law.ts";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { DAY_MS } from "../table/day.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";

/** The minutes of a scope. */
export interface ScopeMinutes {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  readonly minutes: readonly (LoadPoint & { readonly at: number })[];
}

/** All that capacity is told from. */
export interface CapacityInput {
  readonly scopes: readonly ScopeMinutes[];
  /** What a request costs each server; those whose CPU is not known, or does not follow load, are missing. */
  readonly laws: ReadonlyMap<string, UtilisationLaw>;
  /** The whole service first. */
  readonly groups: readonly ServerGroup[];
  /** By hours or days, ascending, gaps left out. */
  readonly series: readonly KnownSeries[];
}

/** Reads it as of the end of a day. @param incidents whose minutes are left out, but for those of demand */
export async function readCapacity(
  database: DuckDb,
  day: number,
  incidents: readonly IncidentRow[],
): Promise<CapacityInput> {
  const variables = { capacity_to: day + DAY_MS };
  await nameIncidents(database, incidents, day + DAY_MS);
  for (const name of ["capacity_minutes", "capacity_cpu", "capacity_groups", "capacity_hours"]) {
    await database.runFile(`transforms/${name}`, variables);
  }
  const laws = await readLaws(database);
  return {
    scopes: await readScopes(database),
    laws,
    groups: await readGroups(database, laws),
    series: await readSeries(database),
  };
}

async function nameIncidents(database: DuckDb, incidents: readonly IncidentRow[], end: number): Promise<void> {
  await database.run("create or replace temp table capacity_incidents (opened_at timestamp, closed_at timestamp)");
  const spans = incidents
    .filter(({ metric }) => metric !== "request_count")
    .map(({ opened_at, closed_at }) => `(epoch_ms(${opened_at}::bigint), epoch_ms(${closed_at ?? end}::bigint))`);
  if (spans.length > 0) await database.run(`insert into capacity_incidents values ${spans.join(", ")}`);
}

async function readScopes(database: DuckDb): Promise<ScopeMinutes[]> {
  const rows = await database.rows<LoadPoint & { at: number; scope_kind: ScopeKind; scope: string }>(
    'from capacity_minutes order by scope_kind, scope, "at"',
  );
  return grouped(rows, ({ scope_kind, scope }) => `${scope_kind}\n${scope}`).map((minutes) => ({
    scopeKind: minutes[0]!.scope_kind,
    scope: minutes[0]!.scope,
    minutes,
  }));
}

async function readLaws(database: DuckDb): Promise<Map<string, UtilisationLaw>> {
  const rows = await database.rows<{ server_id: string; throughput: number; cpu_percent: number }>(
    "from capacity_cpu order by all",
  );
  return new Map(
    grouped(rows, ({ server_id }) => server_id).flatMap((minutes) => {
      const law = utilisationLaw(minutes.map(({ throughput, cpu_percent }): BusyMinute => {
        return { throughput, cpuPercent: cpu_percent };
      }));
      return law === null ? [] : [[minutes[0]!.server_id, law] as const];
    }),
  );
}

interface GroupRow {
  readonly scope_kind: ScopeKind;
  readonly scope: string;
  readonly busiest: number;
  readonly server_id: string;
  readonly region: string | null;
  readonly throughput: number;
  readonly highest: number;
}

async function readGroups(database: DuckDb, laws: ReadonlyMap<string, UtilisationLaw>): Promise<ServerGroup[]> {
  const rows = await database.rows<GroupRow>("from capacity_groups order by scope_kind, scope, server_id");
  return grouped(rows, ({ scope_kind, scope }) => `${scope_kind}\n${scope}`).map((members) => ({
    scopeKind: members[0]!.scope_kind,
    scope: members[0]!.scope,
    busiest: members[0]!.busiest,
    servers: members.map(({ server_id, region, throughput, highest }): ServerLoad => {
      return { serverId: server_id, region, throughput, highest, law: laws.get(server_id) ?? null };
    }),
  }));
}

interface SeriesRow {
  readonly window: "hour" | "day";
  readonly at: number;
  readonly scope_kind: ScopeKind;
  readonly scope: string;
  readonly metric: string;
  readonly value: number;
}

async function readSeries(database: DuckDb): Promise<KnownSeries[]> {
  const rows = await database.rows<SeriesRow>('from capacity_hours order by scope_kind, scope, metric, "window", "at"');
  const nameOf = ({ window, scope_kind, scope, metric }: SeriesRow) => [window, scope_kind, metric, scope].join("\n");
  return grouped(rows, nameOf).map((points) => {
    const { window, scope_kind, scope, metric } = points[0]!;
    return { window, scopeKind: scope_kind, scope, metric, points };
  });
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  return [...Map.groupBy(rows, keyOf).values()];
}
