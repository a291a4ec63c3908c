/** The engines that a warehouse may have, and which of them the settings name. @module */
import { join } from "@std/path";
import { type Config, readConfig, type Surroundings } from "../run/config.ts";
import { THIS_PROCESS } from "../run/host.ts";
import { WAREHOUSE_SETTINGS } from "../warehouse/open.ts";

/** The engines; DuckDB is there without any setting. */
export const ENGINES = ["duckdb", "sql_server", "clickhouse"] as const;

/** One of the engines. */
export type Engine = typeof ENGINES[number];

/** What to set so that an engine is asked. */
export const ENGINE_REMEDIES: Readonly<Record<Engine, string>> = {
  duckdb: "run `deno task notebooks`",
  sql_server: "set DB_SERVER with DB_USERNAME and DB_PASSWORD, or WAREHOUSE=mssql://…, in .env",
  clickhouse: "set WAREHOUSE=clickhouse://… in .env",
};

/**
 * Finds the settings of an engine in the environment and `.env`, as tasks read them.
 *
 * @returns null where they name none of that engine
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const around = { env: () => undefined, envFile: "DB_SERVER=sql.example" };
 * assertEquals(engineConfig("sql_server", around)?.["db-server"], "sql.example");
 * assertEquals(engineConfig("clickhouse", around), null);
 * ```
 */
export function engineConfig(engine: Exclude<Engine, "duckdb">, around: Surroundings = surroundings()): Config | null {
  const config = readConfig([], WAREHOUSE_SETTINGS, around);
  const named = config.warehouse?.split(":")[0];
  if (engine === "clickhouse") return named === "clickhouse" ? config : null;
  if (named === "mssql") return config;
  return config["db-server"] === null ? null : { ...config, warehouse: null };
}

/** Notebooks run in their own folder, `.env` lies in the one above. */
function surroundings(): Surroundings {
  const path = join(import.meta.dirname!, "..", "..", ".env");
  try {
    return { env: THIS_PROCESS.env, envFile: Deno.readTextFileSync(path) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { env: THIS_PROCESS.env, envFile: "" };
    throw error;
  }
}
