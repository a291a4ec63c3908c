/** Chooses the engine of a warehouse by its URL. The only place that knows the concrete engines. @module */
import { join } from "@std/path";
import type { Config } from "../run/config.ts";
import { ConfigError } from "../run/config.ts";
import type { Log } from "../run/step.ts";
import { readLocation } from "./clickhouse/location.ts";
import { ClickHouseWarehouse } from "./clickhouse_warehouse.ts";
import { DuckDbWarehouse } from "./duckdb_warehouse.ts";
import type { Warehouse } from "./warehouse.ts";

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
  const warehouse = opening.use(await connect(urlOf(config), log));
  await warehouse.migrate();
  opening.move();
  return warehouse;
}

function urlOf(config: Config): string {
  return config.warehouse ?? `duckdb:${join(config.data, "warehouse.duckdb")}`;
}

function connect(url: string, log: Log): Promise<Warehouse> {
  const [, engine, path] = /^(\w+):(.+)$/s.exec(url) ?? [];
  if (engine === "duckdb" && path !== undefined) {
    return DuckDbWarehouse.open(path, (holder) => log.warn(`waiting for the warehouse: ${holder}`));
  }
  if (engine === "clickhouse") return ClickHouseWarehouse.open(readLocation(url));
  const found = engine === undefined ? "its URL names no engine" : `"${engine}" with such a URL is no known engine`;
  throw new ConfigError(`Cannot open the warehouse: ${found}, --warehouse must be like duckdb:data/warehouse.duckdb`);
}
