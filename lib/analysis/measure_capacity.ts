/** Measures what the service can carry, what the coming week brings, and when a server may be taken away. @module */
import type { IncidentRow } from "../anomaly/incident.ts";
import { assessCapacity } from "../capacity/assess_capacity.ts";
import type { CapacityRow } from "../capacity/capacity.ts";
import type { CapacityLossRow } from "../capacity/capacity_loss.ts";
import { findCrossings } from "../capacity/find_crossings.ts";
import type { ForecastRow } from "../capacity/forecast.ts";
import { forecastSeries } from "../capacity/forecast_series.ts";
import { loseBiggestServer, loseRegions, type ServerGroup, undivided } from "../capacity/lose_servers.ts";
import type { MaintenanceWindowRow } from "../capacity/maintenance_window.ts";
import { objectionsTo, planMaintenance } from "../capacity/plan_maintenance.ts";
import type { ThresholdCrossingRow } from "../capacity/threshold_crossing.ts";
import { PLANNED_CPU_PERCENT, throughputAt, type UtilisationLaw } from "../capacity/utilisation_law.ts";
import type { DuckDb } from "../duckdb/duckdb.ts";
import type { SloStatusRow } from "../slo/slo_status.ts";
import { type CapacityInput, readCapacity, type ScopeMinutes } from "./read_capacity.ts";

const HOUR_MS = 3_600_000;

/** What was found. */
export interface CapacityFindings {
  readonly capacity: readonly CapacityRow[];
  readonly losses: readonly CapacityLossRow[];
  readonly forecasts: readonly ForecastRow[];
  readonly crossings: readonly ThresholdCrossingRow[];
  readonly maintenance: readonly MaintenanceWindowRow[];
}

/**
 * Measures capacity as of the end of the run's last day, from minutes and history, never from requests.
 *
 * @param days ascending, starts of days in ms since 1970
 */
export async function measureCapacity(
  database: DuckDb,
  days: readonly number[],
  { incidents, objectives }: {
    readonly incidents: readonly IncidentRow[];
    readonly objectives: readonly SloStatusRow[];
  },
): Promise<CapacityFindings> {
  const day = days.at(-1)!;
  const input = await readCapacity(database, day, incidents);
  const forecasts = input.series.flatMap((series) => forecastSeries(series, day));
  const capacity = input.scopes.map((scope) => assessCapacity({ ...scope, ...loadOf(scope, input) }, day));
  return {
    capacity,
    losses: lossesOf(input.groups, day),
    forecasts,
    crossings: findCrossings(input.series, capacity, day),
    maintenance: planMaintenance(input.groups, {
      forecasts,
      hours: input.series.filter(({ window, metric }) => window === "hour" && metric === "requests_per_second"),
      objectionsTo: objectionsTo(incidents, objectives),
      madeAt: day,
    }),
  };
}

function lossesOf(groups: readonly ServerGroup[], day: number): CapacityLossRow[] {
  const servers = undivided(groups).flatMap((group) => loseBiggestServer(group, day) ?? []);
  const everything = groups.filter(({ scopeKind }) => scopeKind === "all");
  return [...servers, ...everything.flatMap((group) => loseRegions(group, day))];
}

/** What is known of a scope beside its minutes. */
function loadOf(
  { scopeKind, scope, minutes }: ScopeMinutes,
  { laws, groups }: CapacityInput,
): Pick<Parameters<typeof assessCapacity>[0], "latestThroughput" | "cpu"> {
  const lastAt = minutes.at(-1)?.at ?? 0;
  const latest = minutes.filter(({ at }) => at > lastAt - HOUR_MS).map(({ throughput }) => throughput);
  const servers = scopeKind === "server"
    ? [scope]
    : groups.find((group) => group.scopeKind === scopeKind && group.scope === scope)?.servers.map((one) =>
      one.serverId
    ) ??
      [];
  return {
    latestThroughput: latest.reduce((sum, value) => sum + value, 0) / Math.max(1, latest.length),
    cpu: cpuOf(servers.map((server) => laws.get(server))),
  };
}

/** Adds up what servers can be planned with; null where it is not known of one of them. */
function cpuOf(laws: readonly (UtilisationLaw | undefined)[]): { percentPerRps: number; limit: number } | null {
  if (laws.length === 0 || laws.some((law) => law === undefined)) return null;
  const known = laws as readonly UtilisationLaw[];
  return {
    percentPerRps: known.reduce((sum, { percentPerRps }) => sum + percentPerRps, 0) / known.length,
    limit: known.reduce((sum, law) => sum + throughputAt(law, PLANNED_CPU_PERCENT), 0),
  };
}
