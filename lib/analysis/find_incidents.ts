/** Finds anomalies and incidents in the days of a run, with the days before them as history. @module */
import type { AnomalyRow } from "../anomaly/anomaly.ts";
import { findAnomalies } from "../anomaly/find_anomalies.ts";
import type { IncidentRow } from "../anomaly/incident.ts";
import type { IncidentSignalRow } from "../anomaly/incident_signal.ts";
import type { IncidentSliceRow } from "../anomaly/incident_slice.ts";
import { mergeIncidents } from "../anomaly/merge_incidents.ts";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { DAY_MS, dayOf } from "../table/day.ts";
import { readContext } from "./read_context.ts";
import { readSeries } from "./read_series.ts";

/** Most points that are in memory at once; a point takes about a hundred bytes. */
const POINT_LIMIT = 4_000_000;
const MINUTES_A_DAY = 1_440;

/** What was found. */
export interface Findings {
  readonly anomalies: readonly AnomalyRow[];
  readonly incidents: readonly IncidentRow[];
  readonly slices: readonly IncidentSliceRow[];
  readonly signals: readonly IncidentSignalRow[];
}

/**
 * Looks through days, each with as much unbroken history as is allowed and fits into memory.
 *
 * @param days the days of the run, ascending, starts of days in ms since 1970
 * @param historyDays days of history at most
 */
export async function findIncidents(database: DuckDb, days: readonly number[], historyDays: number): Promise<Findings> {
  const known = new Set((await database.rows<{ day: number }>(
    `select distinct window_start_at as day from kpis_with_history where "window" = 'day'`,
  )).map(({ day }) => day));
  const findings: Findings[] = [];
  const { series_count } = await database.row<{ series_count: number }>(
    `select 7 * count(distinct (scope_kind, scope)) as series_count from kpis_with_history where scope_kind not in ('method', 'route')`,
  );
  const affordableDays = Math.floor(POINT_LIMIT / (MINUTES_A_DAY * Math.max(series_count, 1)));
  for (const stretch of unbrokenStretches(days, Math.max(1, affordableDays - historyDays))) {
    const from = historyStart(stretch[0]!, known, Math.max(1, Math.min(historyDays, affordableDays - stretch.length)));
    const found = await findInSpan(database, from, stretch.at(-1)! + DAY_MS);
    const isOfRun = (at: number) => stretch.includes(dayOf(at));
    findings.push({
      anomalies: found.anomalies.filter(({ window_start_at }) => isOfRun(window_start_at)),
      incidents: found.incidents.filter(({ opened_at }) => isOfRun(opened_at)),
      slices: found.slices.filter(({ opened_at }) => isOfRun(opened_at)),
      signals: found.signals.filter(({ opened_at }) => isOfRun(opened_at)),
    });
  }
  return {
    anomalies: findings.flatMap(({ anomalies }) => anomalies),
    incidents: findings.flatMap(({ incidents }) => incidents),
    slices: findings.flatMap(({ slices }) => slices),
    signals: findings.flatMap(({ signals }) => signals),
  };
}

async function findInSpan(database: DuckDb, from: number, to: number): Promise<Findings> {
  const series = await readSeries(database, from, to);
  const regions = await database.rows<{ server_id: string; region: string | null; pool: string }>(
    "select distinct server_id, region, pool from all_server_minutes order by all",
  );
  const poolOfServer = new Map(regions.map(({ server_id, region, pool }) => [server_id, region ?? pool]));
  const regionOfServer = new Map(
    regions.flatMap(({ server_id, region }) => region === null ? [] : [[server_id, region]]),
  );
  const anomalies = findAnomalies(series, { poolOfServer });
  return mergeIncidents(anomalies, series, { regionOfServer, context: await readContext(database, anomalies) });
}

/** Divides days where one is missing, and where a stretch grows beyond `longest` days. */
export function unbrokenStretches(days: readonly number[], longest: number): number[][] {
  const stretches: number[][] = [];
  for (const day of days) {
    const last = stretches.at(-1);
    if (last !== undefined && last.length < longest && day - last.at(-1)! === DAY_MS) last.push(day);
    else stretches.push([day]);
  }
  return stretches;
}

/** Goes back from a day while the day before is known, at most `historyDays`. */
function historyStart(day: number, known: ReadonlySet<number>, historyDays: number): number {
  let start = day;
  while (known.has(start - DAY_MS) && start - DAY_MS >= day - historyDays * DAY_MS) start -= DAY_MS;
  return start;
}
