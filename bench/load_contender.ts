/** The engines whose loads are measured. @module */
import { join } from "@std/path";
import { readConfig } from "../lib/run/config.ts";
import { NO_LOG } from "../lib/run/log.ts";
import { findServer, TrialCluster } from "../lib/warehouse/clickhouse/trial_cluster.ts";
import { openWarehouse, WAREHOUSE_SETTINGS } from "../lib/warehouse/open.ts";
import type { Warehouse } from "../lib/warehouse/warehouse.ts";

/** An engine that takes gold files. */
export interface LoadContender extends AsyncDisposable {
  readonly name: string;
  /** What a load does there, in a few words. */
  readonly makes: string;
  /** Why it cannot take part; absent where it can. */
  readonly missing?: string;
  /** Opens a warehouse with its tables made. */
  open(round: number): Promise<Warehouse>;
}

/** Where a SQL Server keeps what is loaded for a measurement. */
const BENCH_DATABASE = "TrafficInsightsBench";

const NOTHING = () => Promise.resolve();

/** Starts what has to be started. */
export async function startContenders(folder: string): Promise<LoadContender[]> {
  return [embedded(folder), await cluster(), sqlServer()];
}

function embedded(folder: string): LoadContender {
  return {
    name: "DuckDB",
    makes: "a new file",
    open: (round) => open(["--warehouse", `duckdb:${join(folder, `load_${round}`, "warehouse.duckdb")}`]),
    [Symbol.asyncDispose]: NOTHING,
  };
}

async function cluster(): Promise<LoadContender> {
  const server = findServer();
  const nodes = server === null ? null : await TrialCluster.start(server);
  return {
    name: "ClickHouse, two nodes",
    makes: "a new database",
    ...nodes === null ? { missing: "clickhouse-server is not installed" } : {},
    open: (round) => open(["--warehouse", nodes!.url(`bench_${round}`)]),
    [Symbol.asyncDispose]: async () => await nodes?.[Symbol.asyncDispose](),
  };
}

function sqlServer(): LoadContender {
  return {
    name: "SQL Server",
    makes: "the same day again",
    ...Deno.env.get("DB_SERVER") === undefined ? { missing: "DB_SERVER is not set" } : {},
    open: () => open(["--db-database", BENCH_DATABASE]),
    [Symbol.asyncDispose]: NOTHING,
  };
}

function open(args: readonly string[]): Promise<Warehouse> {
  const config = readConfig(args, WAREHOUSE_SETTINGS, { env: (name) => Deno.env.get(name), envFile: "" });
  return openWarehouse(config, NO_LOG);
}
