/** Puts the files of a run into a warehouse. @module */
import { join } from "@std/path";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { DATA_QUALITY } from "../quality/data_quality.ts";
import { ANALYTICS_REPORTS } from "../report/analytics_report.ts";
import type { Table } from "../table/table.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { DAILY_TABLES } from "./tables.ts";
import type { TableFile, Warehouse } from "./warehouse.ts";

/** A source and what stays the same about it when its file grows, is rotated or compressed. */
export interface LoadedSource {
  readonly source: string;
  readonly key: string;
}

/** What a load may leave out. */
export interface LoadOptions {
  /** Whether single requests are loaded too; true by default. */
  readonly keepsRequests?: boolean;
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
  { keepsRequests = true }: LoadOptions = {},
): Promise<Record<string, number>> {
  const daily = DAILY_TABLES.map(fileIn(gold));
  const perRun = [DATA_QUALITY, ANALYTICS_REPORTS].map(fileIn(gold));
  await requireFiles([...daily, ...perRun], "analyze");
  const ofTelemetry = await loadTelemetry(warehouse, ingested, sources, { keepsRequests });
  await using files = await DuckDb.open();
  await warehouse.replaceDays(await daysIn(files, daily[DAILY_TABLES.indexOf(TRAFFIC_MINUTES)]!), daily);
  await warehouse.mergeRows(perRun);
  return { ...ofTelemetry, ...await countRows(files, [...daily, ...perRun]) };
}

/**
 * Loads what an ingest wrote and nothing that is made of it; a repeat leaves the same rows.
 *
 * @param ingested folder of requests, server metrics and rejects
 * @returns rows by table
 * @throws {Deno.errors.NotFound} when one of its files is missing
 */
export async function loadTelemetry(
  warehouse: Warehouse,
  ingested: string,
  sources: readonly LoadedSource[],
  { keepsRequests = true }: LoadOptions = {},
): Promise<Record<string, number>> {
  const telemetry = [REQUESTS, REJECTS, SERVER_METRICS].map(fileIn(ingested)) as [TableFile, TableFile, TableFile];
  await requireFiles(telemetry, "ingest");
  const [requests, rejects, metrics] = telemetry;
  if (keepsRequests) {
    await warehouse.storeRequests(requests.path, new Map(sources.map(({ source, key }) => [source, key])));
  }
  await warehouse.replaceSources(sources.map(({ source }) => source), rejects);
  await warehouse.mergeRows([metrics]);
  await using files = await DuckDb.open();
  return await countRows(files, keepsRequests ? telemetry : [rejects, metrics]);
}

function fileIn(folder: string): (table: Table) => TableFile {
  return (table) => ({ table, path: join(folder, `${table.name}.parquet`) });
}

async function requireFiles(files: readonly TableFile[], task: string): Promise<void> {
  for (const { path } of files) {
    await Deno.stat(path).catch((cause) => {
      throw new Deno.errors.NotFound(`Cannot load "${path}": there is no such file, run \`deno task ${task}\` first`, {
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

async function countRows(files: DuckDb, tables: readonly TableFile[]): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const { table, path } of tables) {
    rows[table.name] =
      (await files.row<{ count: number }>(`select count(*) as count from ${quoteLiteral(path)}`)).count;
  }
  return rows;
}
