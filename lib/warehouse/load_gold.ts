/** Puts the files of a run into a warehouse. @module */
import { join } from "@std/path";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { DATA_QUALITY } from "../quality/data_quality.ts";
import { ANALYTICS_REPORTS } from "../report/analytics_report.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { DAILY_TABLES } from "./tables.ts";
import type { TableFile, Warehouse } from "./warehouse.ts";

/** A source and what stays the same about it when its file grows, is rotated or compressed. */
export interface LoadedSource {
  readonly source: string;
  readonly key: string;
}

/**
 * Loads all files of a run: the days that it touched are replaced, so that a repeat leaves the same rows.
 *
 * @param gold folder of the gold files
 * @param ingested folder of requests, server metrics and rejects
 * @returns rows by table
 * @throws {Deno.errors.NotFound} when a gold file is missing
 */
export async function loadGold(
  warehouse: Warehouse,
  gold: string,
  ingested: string,
  sources: readonly LoadedSource[],
): Promise<Record<string, number>> {
  const inFolder = (folder: string) => (table: TableFile["table"]) => ({
    table,
    path: join(folder, `${table.name}.parquet`),
  });
  const daily = DAILY_TABLES.map(inFolder(gold));
  const perRun = [DATA_QUALITY, ANALYTICS_REPORTS].map(inFolder(gold));
  const [metrics, rejects] = [SERVER_METRICS, REJECTS].map(inFolder(ingested)) as [TableFile, TableFile];
  const requests = join(ingested, "requests.parquet");
  await requireFiles([...daily, ...perRun, metrics, rejects].map(({ path }) => path).concat(requests));

  await using files = await DuckDb.open();
  await warehouse.storeRequests(requests, new Map(sources.map(({ source, key }) => [source, key])));
  await warehouse.replaceSources(sources.map(({ source }) => source), rejects);
  await warehouse.replaceDays(await daysIn(files, daily[DAILY_TABLES.indexOf(TRAFFIC_MINUTES)]!), daily);
  await warehouse.mergeRows([metrics, ...perRun]);
  const rows: Record<string, number> = { requests: await rowsIn(files, requests) };
  for (const { table, path } of [...daily, ...perRun, metrics, rejects]) rows[table.name] = await rowsIn(files, path);
  return rows;
}

async function requireFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await Deno.stat(path).catch((cause) => {
      throw new Deno.errors.NotFound(`Cannot load "${path}": there is no such file, run \`deno task analyze\` first`, {
        cause,
      });
    });
  }
}

async function daysIn(files: DuckDb, { table, path }: TableFile): Promise<number[]> {
  const days = await files.rows<{ day: number }>(
    `select distinct date_trunc('day', ${quoteIdentifier(table.time)}) as day from ${quoteLiteral(path)} order by day`,
  );
  return days.map(({ day }) => day);
}

async function rowsIn(files: DuckDb, path: string): Promise<number> {
  return (await files.row<{ count: number }>(`select count(*) as count from ${quoteLiteral(path)}`)).count;
}
