/** Writes the gold files of what was found. @module */
import { ANOMALIES } from "../anomaly/anomaly.ts";
import { INCIDENTS } from "../anomaly/incident.ts";
import { INCIDENT_SIGNALS } from "../anomaly/incident_signal.ts";
import { INCIDENT_SLICES } from "../anomaly/incident_slice.ts";
import { CAPACITY } from "../capacity/capacity.ts";
import { CAPACITY_LOSSES } from "../capacity/capacity_loss.ts";
import { FORECASTS } from "../capacity/forecast.ts";
import { MAINTENANCE_WINDOWS } from "../capacity/maintenance_window.ts";
import { THRESHOLD_CROSSINGS } from "../capacity/threshold_crossing.ts";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { HEALTH_CHECK_LINKS } from "../health/health_check_link.ts";
import { SERVER_HEALTH } from "../health/server_health.ts";
import { KPIS } from "../kpi/kpi.ts";
import { POOL_BALANCE } from "../kpi/pool_balance.ts";
import { RETRY_EPISODES } from "../retry/episode/retry_episode.ts";
import { RETRY_RECOMMENDATIONS } from "../retry/recommendation/retry_recommendation.ts";
import { RETRY_CHAINS } from "../retry/retry_chain.ts";
import { RETRY_MINUTES } from "../retry/retry_minute.ts";
import { SLO_STATUS } from "../slo/slo_status.ts";
import type { Row, Table } from "../table/table.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import type { AllFindings } from "./find_all.ts";
import { writeQuery, writeRows } from "./gold_files.ts";

/** Tables that the roll-up has made, as `all_NAME`. */
const ROLLED_UP: readonly Table[] = [TRAFFIC_MINUTES, KPIS, POOL_BALANCE, RETRY_CHAINS, RETRY_MINUTES];

/** Rows of a table, told to be its own. */
function rowsOf<T extends Table>(table: T, rows: readonly Row<T>[]): readonly [Table, readonly Row<Table>[]] {
  return [table, rows as readonly Row<Table>[]];
}

/**
 * Writes a file a table.
 *
 * @param folder of the gold files
 * @returns rows by table
 */
export async function writeGold(
  database: DuckDb,
  folder: string,
  { findings, retries, standings, health, capacity }: AllFindings,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ROLLED_UP) {
    counts[table.name] = await writeQuery(database, folder, table, `from all_${table.name}`);
  }
  const found = [
    rowsOf(ANOMALIES, findings.anomalies),
    rowsOf(INCIDENTS, findings.incidents),
    rowsOf(INCIDENT_SLICES, findings.slices),
    rowsOf(INCIDENT_SIGNALS, findings.signals),
    rowsOf(RETRY_EPISODES, retries.episodes),
    rowsOf(RETRY_RECOMMENDATIONS, retries.recommendations),
    rowsOf(SLO_STATUS, standings.rows),
    rowsOf(SERVER_HEALTH, health.rows),
    rowsOf(HEALTH_CHECK_LINKS, health.links),
    rowsOf(CAPACITY, capacity.capacity),
    rowsOf(CAPACITY_LOSSES, capacity.losses),
    rowsOf(FORECASTS, capacity.forecasts),
    rowsOf(THRESHOLD_CROSSINGS, capacity.crossings),
    rowsOf(MAINTENANCE_WINDOWS, capacity.maintenance),
  ];
  for (const [table, rows] of found) {
    await writeRows(folder, table, rows);
    counts[table.name] = rows.length;
  }
  return counts;
}
