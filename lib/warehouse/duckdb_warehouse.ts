/** The embedded warehouse: one DuckDB file, and single requests as Parquet files of a day beside it. @module */
import { dirname, join } from "@std/path";
import { DuckDb, type Parameter } from "../duckdb/duckdb.ts";
import type { Table } from "../table/table.ts";
import { DAY_MS } from "../table/day.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { isOfDay, isWithin } from "../duckdb/time_condition.ts";
import { claimFile } from "./claim_file.ts";
import { duckDbFailure } from "./duckdb_failure.ts";
import { inspectFile } from "./duckdb_inspection.ts";
import { migrateFile } from "./duckdb_schema.ts";
import { requireExportable, type ViewColumn, writeExport } from "./export_file.ts";
import type { Inspection } from "./inspection.ts";
import { withinSpan } from "./number_span.ts";
import { openWaiting } from "./open_waiting.ts";
import { RequestArchive } from "./request_archive.ts";
import { DAILY_TABLES, RUN_TABLES, SAMPLE_TABLES } from "./tables.ts";
import type { Retention, Selection, SketchSum, TableFile, Warehouse } from "./warehouse.ts";

/** A warehouse in a DuckDB file. */
export class DuckDbWarehouse implements Warehouse {
  readonly location: string;
  readonly #archive: RequestArchive;
  readonly #database: DuckDb;
  readonly #claim: Disposable;

  private constructor(path: string, database: DuckDb, claim: Disposable) {
    this.location = path;
    this.#archive = new RequestArchive(join(dirname(path), "requests"));
    this.#database = database;
    this.#claim = claim;
  }

  /**
   * Opens a file, made where there is none; waits until nothing else has it open.
   *
   * @param onWait called once when the file is held elsewhere, with what holds it
   * @throws {WarehouseError} when it is still held after half a minute, or cannot be opened for a reason that has a remedy
   */
  static async open(path: string, onWait: (holder: string) => void): Promise<DuckDbWarehouse> {
    try {
      await Deno.mkdir(dirname(path), { recursive: true });
      return await openWaiting(() => DuckDbWarehouse.#open(path), onWait);
    } catch (error) {
      throw duckDbFailure(error, "open", path);
    }
  }

  static async #open(path: string): Promise<DuckDbWarehouse> {
    using claims = new DisposableStack();
    const claim = claims.use(claimFile(path));
    const warehouse = new DuckDbWarehouse(path, await DuckDb.open({ path }), claim);
    claims.move();
    return warehouse;
  }

  async migrate(): Promise<void> {
    await this.#writing(() => migrateFile(this.#database, this.location));
    await this.#archive.createView(this.#database);
  }

  async inspect(): Promise<Inspection> {
    await this.#archive.createView(this.#database);
    return await inspectFile(this.#database, this.location, this.#archive);
  }

  async storeRequests(path: string, keyOfSource: ReadonlyMap<string, string>): Promise<void> {
    await this.#writing(() => this.#archive.store(this.#database, path, keyOfSource));
    await this.#archive.createView(this.#database);
  }

  requestFiles(day: number, exceptKeys: ReadonlySet<string>): Promise<readonly string[]> {
    return this.#archive.filesOfDay(day, exceptKeys);
  }

  rollUp(): Promise<null> {
    return Promise.resolve(null);
  }

  async replaceDays(days: readonly number[], files: readonly TableFile[]): Promise<void> {
    for (const day of days) {
      await this.#transaction(async () => {
        for (const { table, path } of files) {
          const isReplaced = isOfDay(table.time, day);
          await this.#database.run(`delete from ${table.name} where ${isReplaced}`);
          await this.#insert(table, `select * from ${quoteLiteral(path)} where ${isReplaced}`);
        }
      });
    }
  }

  async mergeRows(files: readonly TableFile[]): Promise<void> {
    await this.#transaction(async () => {
      for (const { table, path } of files) {
        const key = table.key.map(quoteIdentifier).join(", ");
        const numbered = `read_parquet(${quoteLiteral(path)}, file_row_number = true)`;
        const last = `select distinct on (${key}) * from ${numbered} order by ${key}, file_row_number desc`;
        await this.#database.run(`delete from ${table.name} where (${key}) in (select (${key}) from ${numbered})`);
        await this.#insert(table, last);
      }
    });
  }

  async replaceSources(sources: readonly string[], { table, path }: TableFile): Promise<void> {
    await this.#transaction(async () => {
      for (const source of sources) await this.#database.run(`delete from ${table.name} where source = $1`, [source]);
      await this.#insert(table, `select * from ${quoteLiteral(path)}`);
    });
  }

  async applyRetention(
    retention: Retention,
    now: number,
    keptDays: readonly number[],
  ): Promise<Record<string, number>> {
    const ages: [readonly Table[], number][] = [
      [[...DAILY_TABLES, ...SAMPLE_TABLES], retention.minutesDays],
      [[REJECTS], retention.requestsDays],
      [RUN_TABLES, retention.reportsDays],
    ];
    const removed: Record<string, number> = {};
    await this.#transaction(async () => {
      for (const [tables, days] of ages) {
        for (const table of tables) {
          removed[table.name] = await this.#removeBefore(table, now - days * DAY_MS, keptDays);
        }
      }
    });
    await this.#database.run("checkpoint");
    const requestsBefore = now - retention.requestsDays * DAY_MS;
    removed.requests = await this.#archive.removeBefore(this.#database, requestsBefore, keptDays);
    await this.#archive.createView(this.#database);
    return removed;
  }

  query<R>(sql: string, parameters: readonly Parameter[] = []): Promise<R[]> {
    return this.#database.rows<R>(sql, parameters);
  }

  async export(view: string, path: string, selection: Selection): Promise<number> {
    const known = await this.#database.rows<{ name: string }>(
      "select distinct table_name as name from duckdb_columns() where not internal and table_name <> 'schema_versions' order by 1",
    );
    requireExportable(view, path, known.map(({ name }) => name));
    const columns = await this.#columnsOf(view);
    return await writeExport(this.#database, path, selectRows(view, columns, selection), columns);
  }

  async sumSketches({ limit: _, ...selection }: Selection, stepMs: number): Promise<readonly SketchSum[]> {
    const columns = await this.#columnsOf(TRAFFIC_MINUTES.name);
    const sums = await this.#database.rows<{ minute_at: number; buckets: number[]; counts: number[] }>(`
      with parts as (
          select
              epoch_ms(minute_at) // ${stepMs} * ${stepMs} as step_at,
              unnest(map_keys(latency_sketch)) as bucket,
              unnest(map_values(latency_sketch)) as bucket_count
          from (${selectRows(TRAFFIC_MINUTES.name, columns, selection)})
      ),

      sums as (
          select step_at, bucket, sum(bucket_count)::bigint as bucket_count from parts group by step_at, bucket
      )

      select
          step_at as minute_at,
          list(bucket order by bucket) as buckets,
          list(bucket_count order by bucket) as counts
      from sums
      group by step_at
      order by step_at
    `);
    return sums.map(({ minute_at, buckets, counts }) => ({ minute_at, latency_sketch: { buckets, counts } }));
  }

  async count(view: string, { limit: _, ...selection }: Selection): Promise<number> {
    const rows = selectRows(view, await this.#columnsOf(view), selection);
    return (await this.#database.row<{ count: number }>(`select count(*) as count from (${rows})`)).count;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#database[Symbol.asyncDispose]();
    this.#claim[Symbol.dispose]();
  }

  #columnsOf(view: string): Promise<ViewColumn[]> {
    return this.#database.rows<ViewColumn>(
      "select column_name as name, data_type as type from duckdb_columns() where table_name = $1 order by column_index",
      [view],
    );
  }

  async #insert(table: Table, rows: string): Promise<void> {
    const columns = Object.keys(table.columns).map(quoteIdentifier).join(", ");
    await this.#database.run(`insert into ${table.name} (${columns}) select ${columns} from (${rows})`);
  }

  async #removeBefore({ name, time }: Table, before: number, keptDays: readonly number[]): Promise<number> {
    const column = quoteIdentifier(time);
    const isKept = keptDays.map((day) => isOfDay(time, day)).join(" or ") || "false";
    const isExpired = `date_trunc('day', ${column}) + interval 1 day <= epoch_ms($1::bigint) and not (${isKept})`;
    const { count } = await this.#database.row<{ count: number }>(
      `select count(*) as count from ${name} where ${isExpired}`,
      [before],
    );
    if (count > 0) await this.#database.run(`delete from ${name} where ${isExpired}`, [before]);
    return count;
  }

  async #transaction(work: () => Promise<void>): Promise<void> {
    await this.#writing(() => this.#database.transaction(work));
  }

  async #writing(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw duckDbFailure(error, "write", this.location);
    }
  }
}

/** Bounds of what a timestamp can be: the years 1677 to 2262, which leaves room on both ends. */
const MOST_MS = 9_000_000_000_000;

function selectRows(view: string, columns: readonly ViewColumn[], selection: Selection): string {
  const { from, to, limit, isNewestFirst, offset = 0, only = {}, within = {} } = selection;
  const time = columns.find(({ type }) => type === "TIMESTAMP")?.name;
  const isInRange = time === undefined ? "true" : isWithin(time, from ?? -MOST_MS, to ?? MOST_MS);
  const isWanted = Object.entries(only).map(([column, texts]) =>
    `${quoteIdentifier(column)} in (${texts.map(quoteText).join(", ")})`
  );
  const spans = Object.entries(within).map(([column, span]) => withinSpan(quoteIdentifier(column), span));
  const where = [isInRange, ...isWanted, ...spans].join(" and ");
  const times = time === undefined ? [] : [`${quoteIdentifier(time)}${isNewestFirst ? " desc" : ""}`];
  const order = [...times, ...columns.map(({ name }) => quoteIdentifier(name))].join(", ");
  const first = limit === undefined ? "" : ` order by ${order} limit ${limit} offset ${offset}`;
  return `select * from ${quoteIdentifier(view)} where ${where}${first}`;
}

/** DuckDB's parser ends at U+0000, which its texts may hold. */
function quoteText(text: string): string {
  return quoteLiteral(text).replaceAll("\0", "' || chr(0) || '");
}
