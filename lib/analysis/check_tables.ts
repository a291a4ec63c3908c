/** Runs the checks of `sql/checks` over the gold files of a run, before anybody relies on them. @module */
import { ANOMALIES } from "../anomaly/anomaly.ts";
import { INCIDENTS } from "../anomaly/incident.ts";
import { INCIDENT_SIGNALS } from "../anomaly/incident_signal.ts";
import { INCIDENT_SLICES } from "../anomaly/incident_slice.ts";
import { CAPACITY } from "../capacity/capacity.ts";
import { CAPACITY_LOSSES } from "../capacity/capacity_loss.ts";
import { FORECASTS } from "../capacity/forecast.ts";
import { MAINTENANCE_WINDOWS } from "../capacity/maintenance_window.ts";
import { THRESHOLD_CROSSINGS } from "../capacity/threshold_crossing.ts";
import { DuckDb, type DuckDbOptions } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { readSql } from "../duckdb/sql_file.ts";
import { HEALTH_CHECK_LINKS } from "../health/health_check_link.ts";
import { SERVER_HEALTH } from "../health/server_health.ts";
import { KPIS } from "../kpi/kpi.ts";
import { POOL_BALANCE } from "../kpi/pool_balance.ts";
import type { QualityFigure } from "../quality/data_quality.ts";
import { TABLE_CHECKS } from "../quality/table_checks.ts";
import { RETRY_CHAINS } from "../retry/retry_chain.ts";
import { RETRY_MINUTES } from "../retry/retry_minute.ts";
import { RETRY_EPISODES } from "../retry/episode/retry_episode.ts";
import { RETRY_RECOMMENDATIONS } from "../retry/recommendation/retry_recommendation.ts";
import { SLO_STATUS } from "../slo/slo_status.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { goldFile } from "./gold_files.ts";

const CHECKED_TABLES = [
  TRAFFIC_MINUTES,
  KPIS,
  POOL_BALANCE,
  ANOMALIES,
  INCIDENTS,
  INCIDENT_SLICES,
  INCIDENT_SIGNALS,
  SLO_STATUS,
  RETRY_CHAINS,
  RETRY_MINUTES,
  SERVER_HEALTH,
  HEALTH_CHECK_LINKS,
  RETRY_EPISODES,
  RETRY_RECOMMENDATIONS,
  CAPACITY,
  CAPACITY_LOSSES,
  FORECASTS,
  THRESHOLD_CROSSINGS,
  MAINTENANCE_WINDOWS,
];

/**
 * Counts the offending rows of each check.
 *
 * @param gold folder of the gold files
 * @returns one figure a check, with zero as its limit
 */
export async function checkTables(gold: string, options: DuckDbOptions = {}): Promise<QualityFigure[]> {
  await using database = await DuckDb.open(options);
  for (const table of CHECKED_TABLES) {
    await database.run(`create view ${table.name} as from ${quoteLiteral(goldFile(gold, table))}`);
  }
  const figures: QualityFigure[] = [];
  for (const { name, meaning } of TABLE_CHECKS) {
    figures.push({ check_name: name, observed: await countOffenders(database, name), limit_value: 0, meaning });
  }
  return figures;
}

async function countOffenders(database: DuckDb, name: string): Promise<number> {
  const offenders = (await readSql(`checks/${name}`, "duckdb")).trimEnd().replace(/;$/, "");
  return (await database.row<{ count: number }>(`select count(*) as count from (${offenders})`)).count;
}
