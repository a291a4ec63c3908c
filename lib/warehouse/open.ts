/** Chooses the engine of a warehouse by its URL. The only place that knows the concrete engines. @module */
import { join } from "@std/path";
import type { Config } from "../run/config.ts";
import { ConfigError } from "../run/config.ts";
import type { Log } from "../run/step.ts";
import { readLocation } from "./clickhouse/location.ts";
import { ClickHouseWarehouse } from "./clickhouse_warehouse.ts";
import { DuckDbWarehouse } from "./duckdb_warehouse.ts";
import { readSqlServerLocation, showSqlServerLocation, SQL_SERVER_SETTINGS } from "./sql_server/location.ts";
import { type Warehouse, WarehouseError } from "./warehouse.ts";

/** How the URL of each engine looks. */
const FORMS = [
  "duckdb:data/warehouse.duckdb",
  "mssql://user:password@host:1433/TrafficInsights",
  "clickhouse://user:password@host:8123/database?cluster=NAME",
];

/** The warehouse's URL for people: as set but without user and password, or a DuckDB file under the data folder. */
export function warehouseLocation(config: Config): string {
  return urlOf(config).replace(/^(\w+:\/\/).*@/s, "$1");
}

/**
 * Opens the warehouse of a run, with its tables and views made.
 *
 * @throws {ConfigError} when the URL names no known engine
 */
export async function openWarehouse(config: Config, log: Log): Promise<Warehouse> {
  await using opening = new AsyncDisposableStack();
  const warehouse = opening.use(await connectWarehouse(config, log));
  await warehouse.migrate();
  opening.move();
  return warehouse;
}

/** Opens the warehouse of a run as it is: what it lacks of tables and views stays missing. */
export function connectWarehouse(config: Config, log: Log): Promise<Warehouse> {
  return connect(config, log);
}

/**
 * Refuses an embedded warehouse that is not there, where opening would make an empty one.
 *
 * @throws {WarehouseError} when there is no such file
 */
export async function requireWarehouse(config: Config): Promise<void> {
  const path = /^duckdb:(.+)$/s.exec(urlOf(config))?.[1];
  if (path === undefined) return;
  await Deno.stat(path).catch((cause) => {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new WarehouseError(
      `Cannot open the warehouse: there is no file "${path}"; check --warehouse and --data, or make one by ` +
        "`deno task warehouse migrate` or `deno task pipeline`",
      { cause },
    );
  });
}

/** The settings that say where the warehouse is. */
export const WAREHOUSE_SETTINGS = ["warehouse", ...SQL_SERVER_SETTINGS] as const;

function urlOf(config: Config): string {
  if (config.warehouse !== null) return config.warehouse;
  if (config["db-server"] !== null) return showSqlServerLocation(readSqlServerLocation(null, config));
  return `duckdb:${join(config.data, "warehouse.duckdb")}`;
}

function connect(config: Config, log: Log): Promise<Warehouse> {
  const url = urlOf(config);
  const [, engine, path] = /^(\w+):(.+)$/s.exec(url) ?? [];
  if (engine === "duckdb" && path !== undefined) {
    return DuckDbWarehouse.open(path, (holder) => log.warn(`waiting for the warehouse: ${holder}`));
  }
  if (engine === "clickhouse") return ClickHouseWarehouse.open(readLocation(url));
  if (engine === "mssql") return connectSqlServer(config);
  const found = engine === undefined ? "its URL names no engine" : `"${engine}" with such a URL is no known engine`;
  throw new ConfigError(`Cannot open the warehouse: ${found}, --warehouse must be like ${FORMS.join(", ")}`);
}

/** The driver is large, and loaded only where it is needed. */
async function connectSqlServer(config: Config): Promise<Warehouse> {
  const location = readSqlServerLocation(config.warehouse, config);
  const { SqlServerWarehouse } = await import("./sql_server_warehouse.ts");
  return await SqlServerWarehouse.open(location);
}
