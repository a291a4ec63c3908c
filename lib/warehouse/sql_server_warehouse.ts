/** The warehouse of a company: SQL Server, Azure SQL, or Babelfish, which speaks their language. @module */
import { join } from "@std/path";
import { DuckDb, type Parameter } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { isOfDay } from "../duckdb/time_condition.ts";
import { dayName } from "../table/day.ts";
import type { Column, Table } from "../table/table.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import type { Patience } from "../run/retry.ts";
import { requireExportable } from "./export_file.ts";
import type { Inspection } from "./inspection.ts";
import { quoteName, ROW_KEY } from "./sql_server/column_type.ts";
import type { SqlServerConnection } from "./sql_server/connection.ts";
import { SqlServerDatabase } from "./sql_server/database.ts";
import { type ColumnKinds, convertRows, kindOf, writeRows } from "./sql_server/exported_rows.ts";
import { inspectDatabase } from "./sql_server/inspect.ts";
import { showSqlServerLocation, type SqlServerLocation } from "./sql_server/location.ts";
import { takeLock } from "./sql_server/lock.ts";
import { migrate } from "./sql_server/migrate.ts";
import { removeExpired, withinDay } from "./sql_server/remove_expired.ts";
import { countRows, selectRows, sumSketches } from "./sql_server/select_rows.ts";
import { digestOf, insertStaged, type StagedRows, stageOf, stageRows } from "./sql_server/staged_rows.ts";
import { WAREHOUSE_TABLES } from "./tables.ts";
import type { Retention, Selection, SketchSum, TableFile, Warehouse } from "./warehouse.ts";

/** What requests have besides the columns of their list: the part of a day that is replaced together. */
const REQUEST_UNIT: Readonly<Record<string, Column>> = {
  source_key: { type: "text", length: 80, meaning: "What stays the same about a source." },
};

/** Rows to be put in the place of others. */
interface Replacement {
  readonly staged: StagedRows;
  /** The rows that go, once the new ones are staged. */
  readonly isReplaced: string;
  readonly parameters?: readonly Parameter[];
}

/** A warehouse in a database of a SQL Server. Files are read, and written, by a DuckDB in memory. */
export class SqlServerWarehouse implements Warehouse {
  readonly location: string;
  readonly #database: SqlServerDatabase;
  readonly #files: DuckDb;
  readonly #folder: string;

  private constructor(database: SqlServerDatabase, files: DuckDb, folder: string) {
    this.location = showSqlServerLocation(database.location);
    this.#database = database;
    this.#files = files;
    this.#folder = folder;
  }

  /**
   * Opens a warehouse; its database may be missing still.
   *
   * @throws {WarehouseError} when the server cannot be reached, refuses or is too old
   */
  static async open(location: SqlServerLocation, patience?: Patience): Promise<SqlServerWarehouse> {
    await using opening = new AsyncDisposableStack();
    const database = opening.use(await SqlServerDatabase.open(location, patience));
    const files = opening.use(await DuckDb.open());
    const warehouse = new SqlServerWarehouse(database, files, await Deno.makeTempDir());
    opening.move();
    return warehouse;
  }

  async migrate(): Promise<void> {
    await this.#database.make();
    await migrate(this.#connection, this.#database.capabilities);
  }

  inspect(): Promise<Inspection> {
    return inspectDatabase(this.#database);
  }

  async replaceDays(days: readonly number[], files: readonly TableFile[]): Promise<void> {
    for (const day of days) {
      await this.#replace(
        dayName(day),
        files.map(({ table, path }) => ({
          staged: { table, rows: `select * from ${quoteLiteral(path)} where ${isOfDay(table.time, day)}` },
          isReplaced: withinDay(table.time, day),
        })),
      );
    }
  }

  async mergeRows(files: readonly TableFile[]): Promise<void> {
    await this.#replace(
      "rows",
      files.map(({ table, path }) => ({
        staged: { table, rows: lastOfKey(table, path) },
        isReplaced: `exists (select 1 from ${stageOf(table)} as staged where ${sameKey(table)})`,
      })),
    );
  }

  async replaceSources(sources: readonly string[], { table, path }: TableFile): Promise<void> {
    const digests = await Promise.all(sources.map(digestOf));
    if (digests.length === 0) return;
    const replaced = digests.map((digest) => `cast(0x${digest} as binary(16))`).join(", ");
    await this.#replace("sources", [{
      staged: { table, rows: `select * from ${quoteLiteral(path)}` },
      isReplaced: `${ROW_KEY} in (${replaced})`,
    }]);
  }

  async storeRequests(path: string, keyOfSource: ReadonlyMap<string, string>): Promise<void> {
    if (keyOfSource.size === 0) return;
    const keys = [...keyOfSource].map(([source, key]) => `(${quoteLiteral(source)}, ${quoteLiteral(key)})`).join(", ");
    const keyed = `select requests.*, source_key from ${quoteLiteral(path)} as requests
      inner join (values ${keys}) as keys (source, source_key) on keys.source = requests.source`;
    const days = await this.#files.rows<{ day: number }>(
      `select distinct date_trunc('day', requested_at) as day from (${keyed}) order by day`,
    );
    for (const { day } of days) {
      const rows = `${keyed} where ${isOfDay(REQUESTS.time, day)}`;
      await this.#replace(`requests ${dayName(day)}`, [{
        staged: { table: REQUESTS, rows, extra: REQUEST_UNIT },
        isReplaced: `${withinDay(REQUESTS.time, day)} and source_key in (select source_key from ${stageOf(REQUESTS)})`,
      }]);
    }
  }

  async requestFiles(day: number, exceptKeys: ReadonlySet<string>): Promise<readonly string[]> {
    const excepted = [...exceptKeys].map((_, i) => `$${i + 1}`).join(", ");
    const isOther = excepted === "" ? "" : ` and source_key not in (${excepted})`;
    const isWanted = `${withinDay(REQUESTS.time, day)}${isOther}`;
    const kinds = kindsOf(REQUESTS);
    const [found] = await this.#connection.rows<{ count: number }>(
      `select count_big(*) as count from dbo.requests where ${isWanted}`,
      [...exceptKeys],
    );
    if (found!.count === 0) return [];
    const path = join(this.#folder, `requests_${dayName(day)}.parquet`);
    const query = `select ${namesOf(kinds)} from dbo.requests where ${isWanted}`;
    await writeRows(path, kinds, this.#connection.stream(query, [...exceptKeys]));
    return [path];
  }

  rollUp(): Promise<null> {
    return Promise.resolve(null);
  }

  applyRetention(retention: Retention, now: number, keptDays: readonly number[]): Promise<Record<string, number>> {
    return removeExpired(this.#connection, { retention, now, keptDays });
  }

  query<R>(sql: string, parameters: readonly Parameter[] = []): Promise<R[]> {
    return this.#connection.rows<R>(sql, parameters);
  }

  async export(wanted: string, path: string, selection: Selection): Promise<number> {
    const rowsOfNames = await this.#connection.rows<{ name: string }>(
      "select name from sys.objects where type in ('U', 'V') and schema_id = schema_id(N'dbo') order by name",
    );
    const known = rowsOfNames.map(({ name }) => name);
    const view = known.find(isSameName(wanted)) ?? wanted;
    requireExportable(view, path, known);
    const kinds = await this.#kindsOf(view);
    const { sql, parameters } = selectRows(view, kinds, selection);
    const carried = join(this.#folder, "exported.parquet");
    await writeRows(carried, kinds, this.#connection.stream(sql, parameters));
    return await convertRows(this.#files, carried, path, kinds);
  }

  async sumSketches(selection: Selection, stepMs: number): Promise<readonly SketchSum[]> {
    const { sql, parameters } = sumSketches(kindsOf(TRAFFIC_MINUTES), selection, stepMs);
    const rows = await this.#connection.rows<{ step: number; bucket: number; bucket_count: number }>(sql, parameters);
    return [...Map.groupBy(rows, ({ step }) => step)].map(([step, list]) => ({
      minute_at: step * stepMs,
      latency_sketch: {
        buckets: list.map(({ bucket }) => bucket),
        counts: list.map(({ bucket_count }) => Number(bucket_count)),
      },
    }));
  }

  async count(view: string, selection: Selection): Promise<number> {
    const { sql, parameters } = countRows(view, await this.#kindsOf(view), selection);
    const [found] = await this.#connection.rows<{ count: number }>(sql, parameters);
    return Number(found!.count);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#database[Symbol.asyncDispose]();
    await this.#files[Symbol.asyncDispose]();
    await Deno.remove(this.#folder, { recursive: true });
  }

  get #connection(): SqlServerConnection {
    return this.#database.connection;
  }

  /** The rows are uploaded first, so that the tables are locked for as long as it takes to move them. */
  async #replace(lock: string, replacements: readonly Replacement[]): Promise<void> {
    await this.#connection.transaction(async (session) => {
      for (const { staged } of replacements) await stageRows(session, this.#files, staged);
      await takeLock(session, lock);
      for (const { staged, isReplaced, parameters = [] } of replacements) {
        await session.run(`delete from dbo.${staged.table.name} where ${isReplaced}`, parameters);
        await insertStaged(session, staged);
      }
    });
  }

  async #kindsOf(view: string): Promise<ColumnKinds> {
    const table = [...WAREHOUSE_TABLES, REQUESTS].find(({ name }) => name === view);
    if (table !== undefined) return kindsOf(table);
    const columns = await this.#connection.rows<{ name: string; type: string }>(
      `select columns.name, types.name as type
from sys.columns as columns
inner join sys.types as types on types.user_type_id = columns.user_type_id
where columns.object_id = object_id($1)
order by columns.column_id`,
      [`dbo.${quoteName(view)}`],
    );
    return Object.fromEntries(columns.map(({ name, type }) => [name, kindOf(name, type)]));
  }
}

/** Names are the same in any case, and some servers keep them in lower case only. */
function isSameName(wanted: string): (name: string) => boolean {
  return (name) => name.toLowerCase() === wanted.toLowerCase();
}

function kindsOf({ columns }: Table): ColumnKinds {
  return Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]));
}

function namesOf(kinds: ColumnKinds): string {
  return Object.keys(kinds).map(quoteName).join(", ");
}

function lastOfKey(table: Table, path: string): string {
  const key = table.key.map(quoteIdentifier).join(", ");
  const numbered = `read_parquet(${quoteLiteral(path)}, file_row_number = true)`;
  return `select distinct on (${key}) * from ${numbered} order by ${key}, file_row_number desc`;
}

function sameKey({ name, key, columns }: Table): string {
  const compared = [...key.filter((column) => columns[column]!.type !== "text").map(quoteName), ROW_KEY];
  return compared.map((column) => `staged.${column} = dbo.${name}.${column}`).join(" and ");
}
