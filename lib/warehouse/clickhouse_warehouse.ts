/** The warehouse for more than one machine: a ClickHouse server, or a cluster of them. @module */
import { join } from "@std/path";
import { DuckDb, type Parameter } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { isOfDay } from "../duckdb/time_condition.ts";
import { dayName } from "../table/day.ts";
import type { Sketch } from "../table/table.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { Cluster } from "./clickhouse/cluster.ts";
import { isTransient } from "./clickhouse/failure.ts";
import { inspectCluster } from "./clickhouse/inspect.ts";
import { LoadLedger } from "./clickhouse/load_ledger.ts";
import { loadUnits, type UnitRows } from "./clickhouse/load_units.ts";
import { type ClickHouseLocation, showLocation } from "./clickhouse/location.ts";
import { migrate } from "./clickhouse/migrate.ts";
import { removeExpired } from "./clickhouse/remove_expired.ts";
import { requestUnits, unitOfDay } from "./clickhouse/request_units.ts";
import { type Patience, retrying } from "../run/retry.ts";
import { minuteLines, retryRequestLines, SERVER_MINUTES, serverMinuteLines } from "./clickhouse/roll_up.ts";
import { partitionDay } from "./clickhouse/native_column.ts";
import { rowBlocks, type TableRows } from "./clickhouse/row_blocks.ts";
import { COMMITS, countedRows, rowsTable } from "./clickhouse/schema.ts";
import { countRows, selectRows, sumSketches } from "./clickhouse/select_rows.ts";
import { columnsOf, type KindColumn, kindOf, readLines, viewColumns } from "./clickhouse/view_file.ts";
import { quoteName } from "./clickhouse/literal.ts";
import { requireExportable, writeExport } from "./export_file.ts";
import type { Inspection } from "./inspection.ts";
import { WAREHOUSE_TABLES } from "./tables.ts";
import type {
  Retention,
  RolledUpDay,
  RollUpSettings,
  Selection,
  SketchSum,
  TableFile,
  Warehouse,
} from "./warehouse.ts";

/** A warehouse in a ClickHouse server or cluster. Files are read, and written, by a DuckDB in memory. */
export class ClickHouseWarehouse implements Warehouse {
  readonly location: string;
  readonly #cluster: Cluster;
  readonly #ledger: LoadLedger;
  readonly #files: DuckDb;
  readonly #folder: string;

  private constructor(cluster: Cluster, files: DuckDb, folder: string) {
    const { location } = cluster.entry;
    this.location = showLocation(location);
    this.#cluster = cluster;
    this.#ledger = new LoadLedger(cluster.entry, rowsTable(COMMITS, location));
    this.#files = files;
    this.#folder = folder;
  }

  /**
   * Opens a warehouse; its database may be missing still.
   *
   * @throws {WarehouseError} when a node cannot be reached or refuses, or the cluster is unknown
   */
  static async open(location: ClickHouseLocation, patience?: Patience): Promise<ClickHouseWarehouse> {
    const cluster = await Cluster.open(location, patience);
    const folder = await Deno.makeTempDir();
    return new ClickHouseWarehouse(cluster, await DuckDb.open({ temporaryFolder: folder }), folder);
  }

  migrate(): Promise<void> {
    return migrate(this.#cluster);
  }

  inspect(): Promise<Inspection> {
    return inspectCluster(this.#cluster);
  }

  async replaceDays(days: readonly number[], files: readonly TableFile[]): Promise<void> {
    for (const day of days) {
      await this.#load(files.map(({ table, path }) => ({
        table,
        name: dayName(day),
        rows: `select * from ${quoteLiteral(path)} where ${isOfDay(table.time, day)}`,
      })));
    }
  }

  async replaceSources(sources: readonly string[], { table, path }: TableFile): Promise<void> {
    await this.#load(sources.map((source) => ({
      table,
      name: source,
      rows: `select * from ${quoteLiteral(path)} where source = $1`,
      parameters: [source],
    })));
  }

  async storeRequests(path: string, keyOfSource: ReadonlyMap<string, string>): Promise<void> {
    await this.#load(await requestUnits(this.#files, path, keyOfSource));
  }

  /** Writes the rows first where a torn file is noticed, and sends none before all are there. */
  async mergeRows(files: readonly TableFile[]): Promise<void> {
    for (const { table, path } of files) {
      const key = table.key.map(quoteIdentifier).join(", ");
      const numbered = `read_parquet(${quoteLiteral(path)}, file_row_number = true)`;
      const last = `select distinct on (${key}) * from ${numbered} order by ${key}, file_row_number desc`;
      await this.#files.run(`create or replace temp table merged_${table.name} as ${last}`);
    }
    const numbered = await this.#ledger.begin(files.map(({ table }) => ({ table: table.name, name: "" })));
    // In the ledger before the rows come, so that a later load has a higher number even where this one ends in the middle.
    await this.#ledger.commit(numbered);
    for (const [i, { table }] of files.entries()) {
      const insert = () => this.#insert({ table, rows: `from merged_${table.name}` }, numbered[i]!.loadId);
      await retrying(insert, isTransient, this.#cluster.entry.patience);
    }
  }

  async requestFiles(day: number, exceptKeys: ReadonlySet<string>): Promise<readonly string[]> {
    const units = (await this.#ledger.history(null)).filter(({ table, name }) => (
      table === REQUESTS.name && unitOfDay(name, day, exceptKeys)
    ));
    if (units.length === 0) return [];
    const isWanted = `day = toDate(${partitionDay(day)}) and load_id in (${
      units.map(({ latest }) => latest).join(", ")
    })`;
    const path = join(this.#folder, `requests_${dayName(day)}.parquet`);
    const { entry } = this.#cluster;
    await this.#writeFile(path, entry.stream(countedRows(REQUESTS, entry.location, isWanted)), columnsOf(REQUESTS));
    return [path];
  }

  async rollUp(day: number, settings: RollUpSettings): Promise<RolledUpDay> {
    const { entry } = this.#cluster;
    const minutes = join(this.#folder, "minutes.parquet");
    const serverMinutes = join(this.#folder, "server_minutes.parquet");
    await this.#writeFile(minutes, minuteLines(entry, day, settings), columnsOf(TRAFFIC_MINUTES));
    await this.#writeFile(serverMinutes, serverMinuteLines(entry, day), SERVER_MINUTES);
    const retryRequests = join(this.#folder, "retry_requests.parquet");
    await this.#writeFile(retryRequests, retryRequestLines(entry, day), columnsOf(REQUESTS));
    return { minutes, serverMinutes, retryRequests: [retryRequests] };
  }

  applyRetention(retention: Retention, now: number, keptDays: readonly number[]): Promise<Record<string, number>> {
    return removeExpired(this.#cluster, this.#ledger, { retention, now, keptDays });
  }

  query<R>(sql: string, parameters: readonly Parameter[] = []): Promise<R[]> {
    return this.#cluster.entry.rows<R>(sql, parameters);
  }

  async export(view: string, path: string, selection: Selection): Promise<number> {
    const { entry } = this.#cluster;
    const views = await entry.rows<{ name: string }>(
      "select name from system.tables where database = $1 and engine = 'View' order by name",
      [entry.location.database],
    );
    requireExportable(view, path, views.map(({ name }) => name));
    const columns = await this.#columnsOf(view);
    return await this.#writeFile(path, entry.stream(selectRows(view, columns, selection)), columns);
  }

  async sumSketches(selection: Selection, stepMs: number): Promise<readonly SketchSum[]> {
    const query = sumSketches(columnsOf(TRAFFIC_MINUTES), selection, stepMs);
    const sums = await this.#cluster.entry.rows<{ step_at: number; summed: Sketch }>(query);
    return sums.map(({ step_at, summed }) => ({ minute_at: step_at, latency_sketch: summed }));
  }

  async count(view: string, selection: Selection): Promise<number> {
    const query = countRows(view, await this.#columnsOf(view), selection);
    return (await this.#cluster.entry.rows<{ count: number }>(query))[0]!.count;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cluster[Symbol.asyncDispose]();
    await this.#files[Symbol.asyncDispose]();
    await Deno.remove(this.#folder, { recursive: true });
  }

  #load(units: readonly UnitRows[]): Promise<void> {
    return loadUnits(this.#cluster, this.#ledger, units, (unit, loadId) => this.#insert(unit, loadId));
  }

  async #insert(rows: TableRows, loadId: bigint): Promise<void> {
    const { entry } = this.#cluster;
    await entry.insert(rowsTable(rows.table.name, entry.location), rowBlocks(this.#files, rows, loadId));
  }

  async #columnsOf(view: string): Promise<KindColumn[]> {
    const table = [...WAREHOUSE_TABLES, REQUESTS].find(({ name }) => name === view);
    if (table !== undefined) return columnsOf(table);
    const columns = await this.#cluster.entry.rows<{ name: string; type: string }>(`describe table ${quoteName(view)}`);
    return columns.map(({ name, type }) => ({ name, kind: kindOf(name, type) }));
  }

  async #writeFile(
    path: string,
    lines: AsyncIterable<Uint8Array>,
    columns: readonly KindColumn[],
  ): Promise<number> {
    await readLines(this.#files, lines, { path: join(this.#folder, "lines.json"), table: "exported", columns });
    return await writeExport(this.#files, path, "from exported", viewColumns(columns));
  }
}
