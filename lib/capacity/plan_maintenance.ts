/** Plans maintenance of every server and group for the coming week. @module */
import type { IncidentRow } from "../anomaly/incident.ts";
import { scopeWords } from "../anomaly/words.ts";
import type { SloStatusRow } from "../slo/slo_status.ts";
import { DAY_MS } from "../table/day.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { ForecastRow } from "./forecast.ts";
import type { KnownSeries } from "./forecast_series.ts";
import { type ServerGroup, undivided } from "./lose_servers.ts";
import type { MaintenanceWindowRow } from "./maintenance_window.ts";
import { type Candidate, type HourToCome, type Objections, rankSlots } from "./rank_slots.ts";

/** What plans are made of. */
export interface MaintenanceInput {
  readonly forecasts: readonly ForecastRow[];
  /** Requests a second by hours, for where nothing can be forecast yet. */
  readonly hours: readonly KnownSeries[];
  readonly objectionsTo: (group: ServerGroup) => Objections;
  /** Start of the last day that is known, ms since 1970. */
  readonly madeAt: number;
}

/** How much busier than its mean an hour is taken to be where no error of a forecast is known yet. */
const UNKNOWN_MARGIN = 1.5;
const HOUR_MS = 3_600_000;

/** Plans for each group of servers that take over from each other, and for each of its servers. */
export function planMaintenance(groups: readonly ServerGroup[], input: MaintenanceInput): MaintenanceWindowRow[] {
  return undivided(groups).flatMap((group) => {
    const hours = hoursToCome(group, input);
    const options = { hours, objections: input.objectionsTo(group), madeAt: input.madeAt };
    return candidatesOf(group).flatMap((candidate) => rankSlots(candidate, group, options));
  });
}

/** Makes the judge of a group: what speaks against taking any of its servers away. */
export function objectionsTo(
  incidents: readonly IncidentRow[],
  objectives: readonly SloStatusRow[],
): (group: ServerGroup) => Objections {
  const newest = Math.max(-Infinity, ...objectives.map(({ hour_at }) => hour_at));
  const current = objectives.filter(({ hour_at }) => hour_at === newest);
  return (group) => {
    const isNear = (kind: string, scope: string) =>
      kind === "all" || (kind === group.scopeKind && scope === group.scope) ||
      group.servers.some(({ serverId }) => kind === "server" && scope === serverId);
    const open = incidents.filter(({ closed_at, scope_kind, scope }) =>
      closed_at === null && isNear(scope_kind, scope)
    );
    const atRisk = current.filter((row) => isNear(row.scope_kind, row.scope) && isAtRisk(row));
    return [
      ...open.slice(0, 1).map((row) => `an incident of ${scopeWords(row.scope_kind as ScopeKind, row.scope)} is open`),
      ...atRisk.slice(0, 1).map(({ objective }) => `the error budget of "${objective}" is spent or will be`),
    ];
  };
}

function isAtRisk({ budget_left_ratio, budget_gone_at }: SloStatusRow): boolean {
  return budget_gone_at !== null || (budget_left_ratio !== null && budget_left_ratio <= 0);
}

function candidatesOf({ scopeKind, scope, servers }: ServerGroup): Candidate[] {
  if (servers.length === 0) return [];
  const biggest = servers.reduce((best, server) => server.throughput > best.throughput ? server : best);
  return [
    { scopeKind, scope, server: biggest },
    ...servers.map((server): Candidate => ({ scopeKind: "server", scope: server.serverId, server })),
  ];
}

/** The hours that are forecast of a group; where none are, the next day as the last one was, and half as much again. */
function hoursToCome({ scopeKind, scope }: ServerGroup, { forecasts, hours, madeAt }: MaintenanceInput): HourToCome[] {
  const isGroup = (row: { scope_kind: string; scope: string }) => row.scope_kind === scopeKind && row.scope === scope;
  const forecast = forecasts.filter((row) =>
    isGroup(row) && row.window === "hour" && row.metric === "requests_per_second"
  );
  if (forecast.length > 0) {
    return forecast.map(({ window_start_at, expected, upper }) => ({ at: window_start_at, expected, upper }));
  }
  const known = hours.find((series) => series.scopeKind === scopeKind && series.scope === scope)?.points ?? [];
  const lastDay = new Map(known.filter(({ at }) => at >= madeAt).map(({ at, value }) => [at + DAY_MS, value]));
  return Array.from({ length: DAY_MS / HOUR_MS }, (_, hour) => madeAt + DAY_MS + hour * HOUR_MS)
    .flatMap((at) =>
      lastDay.has(at) ? [{ at, expected: lastDay.get(at)!, upper: UNKNOWN_MARGIN * lastDay.get(at)! }] : []
    );
}
