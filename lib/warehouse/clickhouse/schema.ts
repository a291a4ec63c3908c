/** The statements that make tables and views: local tables from `sql/tables`, and over them what makes a cluster look like one table. @module */
import { type Dialect, listSql, readSql } from "../../duckdb/sql_file.ts";
import type { Table } from "../../table/table.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import { RUN_TABLES, SAMPLE_TABLES, STANDING_TABLES, WAREHOUSE_TABLES } from "../tables.ts";
import { literal, quoteName, withoutSemicolon } from "./literal.ts";
import type { ClickHouseLocation } from "./location.ts";

const DIALECT: Dialect = "clickhouse";

/** Where the numbers of loads that count stand. */
export const COMMITS = "load_commits";

/** Tables whose rows go by their key: of those with the same, the one of the latest load counts. */
const KEYED_TABLES: readonly Table[] = [...SAMPLE_TABLES, ...RUN_TABLES, ...STANDING_TABLES];

/**
 * What decides on which node a row lies. A series stays together, so that sums over time are made where the rows are; requests of a client too, because
 * chains of retries are looked for among them, and those of unknown clients are spread.
 */
const SHARDING_KEYS: Readonly<Record<string, string>> = {
  traffic_minutes: "cityHash64(scope_kind, scope)",
  kpis: "cityHash64(scope_kind, scope)",
  pool_balance: "cityHash64(pool)",
  anomalies: "cityHash64(scope_kind, scope)",
  incidents: "cityHash64(incident_id)",
  incident_slices: "cityHash64(incident_id)",
  incident_signals: "cityHash64(incident_id)",
  slo_status: "cityHash64(objective)",
  server_health: "cityHash64(server_id)",
  health_check_links: "cityHash64(server_id)",
  retry_chains: "cityHash64(source)",
  retry_minutes: "cityHash64(scope_kind, scope)",
  retry_episodes: "cityHash64(scope_kind, scope)",
  retry_recommendations: "cityHash64(scope_kind, scope)",
  capacity: "cityHash64(scope)",
  capacity_losses: "cityHash64(scope)",
  forecasts: "cityHash64(scope)",
  threshold_crossings: "cityHash64(scope)",
  maintenance_windows: "cityHash64(scope)",
  server_metrics: "cityHash64(server_id)",
  rejects: "cityHash64(source)",
  requests: "cityHash64(ifNull(client_ip, toString(line)))",
  data_quality: "cityHash64(run_id)",
  analytics_reports: "cityHash64(run_id)",
  loads: "cityHash64(run_id)",
  alerts: "cityHash64(alert_id)",
  alert_deliveries: "cityHash64(notification_id)",
  alert_rules: "cityHash64(rule)",
  alert_states: "cityHash64(rule)",
  alert_silences: "cityHash64(silence_id)",
  [COMMITS]: "0",
};

/** Names the table that rows are put into and, where it must be a table, read from; `NAME_all` can be read everywhere. */
export function rowsTable(name: string, { cluster }: ClickHouseLocation): string {
  return cluster === null ? `${name}_local` : `${name}_all`;
}

/**
 * Makes a query for the rows of a table that count.
 *
 * @param condition what else must hold, over the table's columns, `day` and `load_id`
 */
export function countedRows(table: Table, location: ClickHouseLocation, condition = "1"): string {
  const columns = Object.keys(table.columns).map(quoteName).join(", ");
  const rows = rowsTable(table.name, location);
  if (KEYED_TABLES.includes(table)) return `select ${columns} from ${rows} final where ${condition}`;
  const commits = rowsTable(COMMITS, location);
  const latest = `select max(load_id) from ${commits} where table_name = ${literal(table.name)} group by unit`;
  return `select ${columns} from ${rows} where load_id global in (${latest}) and ${condition}`;
}

/** The statements of a schema, in the order in which they are run. */
export interface Schema {
  readonly tables: readonly string[];
  readonly views: Readonly<Record<string, string>>;
}

/** Reads the schema of this version of the project. */
export async function readSchema(location: ClickHouseLocation): Promise<Schema> {
  const local = await Promise.all((await listSql("tables", DIALECT)).map((name) => readSql(name, DIALECT)));
  const spanning = Object.keys(SHARDING_KEYS).map((name) => spanningTable(name, location));
  const views: Record<string, string> = {};
  for (const table of [...WAREHOUSE_TABLES, REQUESTS]) {
    views[table.name] = `create view if not exists ${table.name} as ${countedRows(table, location)}`;
  }
  for (const name of await listSql("views", DIALECT)) views[name.replace("views/", "")] = await readSql(name, DIALECT);
  return { tables: [...local.map(withoutSemicolon), ...spanning], views: mapValues(views, withoutSemicolon) };
}

/** What stands for the rows of all nodes, `NAME_all`. */
function spanningTable(name: string, { cluster, database }: ClickHouseLocation): string {
  if (cluster === null) return `create view if not exists ${name}_all as select * from ${name}_local`;
  const place = [literal(cluster), literal(database), `${name}_local`, SHARDING_KEYS[name]].join(", ");
  return `create table if not exists ${name}_all as ${name}_local engine = Distributed(${place})`;
}

function mapValues(record: Readonly<Record<string, string>>, map: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
