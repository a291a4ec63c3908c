/** Rolls requests up, one UTC day after the other, so that memory is bounded by a day and not by the input. @module */
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { DAY_MS } from "../table/day.ts";

/** Temporary tables that hold all days when the roll-up is done. */
export const ROLLED_UP = ["traffic_minutes", "kpis", "pool_balance"] as const;

/** What the roll-up is done with. */
export interface RollUpOptions {
  readonly apdexMs: number;
  readonly routeLimit: number;
  /** Files that hold requests of a day, besides those of this run. */
  readonly otherFiles: (day: number) => Promise<readonly string[]>;
  readonly onDay?: (day: number) => void;
}

/** Reads which UTC days the requests of a file lie in, ascending, as starts of days in ms since 1970. */
export async function daysOf(database: DuckDb, path: string, time: string): Promise<number[]> {
  const days = await database.rows<{ day: number }>(
    `select distinct date_trunc('day', ${quoteIdentifier(time)}) as day from ${quoteLiteral(path)} order by day`,
  );
  return days.map(({ day }) => day);
}

/**
 * Rolls up the requests of some days into the temporary tables `all_traffic_minutes`, `all_kpis` and `all_pool_balance`.
 *
 * @param path Parquet file of the run's requests
 * @param days starts of days, ms since 1970
 */
export async function rollUpDays(
  database: DuckDb,
  path: string,
  days: readonly number[],
  options: RollUpOptions,
): Promise<void> {
  await database.run("create or replace temp table region_of_server (server_id varchar, region varchar)");
  for (const [i, day] of days.entries()) {
    const files = [path, ...await options.otherFiles(day)].map(quoteLiteral).join(", ");
    await database.run(`
      create or replace temp view requests_of_day as
      select * from read_parquet([${files}])
      where requested_at >= epoch_ms(${day}::bigint) and requested_at < epoch_ms(${day + DAY_MS}::bigint)
    `);
    const { apdexMs, routeLimit } = options;
    await database.runFile("transforms/traffic_minutes", { apdex_ms: apdexMs, route_limit: routeLimit });
    await database.runFile("transforms/kpis");
    await database.runFile("transforms/pool_balance");
    for (const table of ROLLED_UP) {
      const rows = `select * from ${table}`;
      await database.run(
        i === 0 ? `create or replace temp table all_${table} as ${rows}` : `insert into all_${table} ${rows}`,
      );
    }
    await database.run(
      "insert into region_of_server select distinct server_id, region from counter_cells where server_id is not null",
    );
    options.onDay?.(day);
  }
}
