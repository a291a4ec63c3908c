/** The warehouse of one test. @module */
import { DuckDb } from "../../duckdb/duckdb.ts";
import { quoteLiteral } from "../../duckdb/quote.ts";
import { readSql } from "../../duckdb/sql_file.ts";
import { type AnyRow, writeTableFile } from "../../duckdb/table_file.ts";
import { KPIS } from "../../kpi/kpi.ts";
import { TemporaryFolder } from "../../run/temporary_folder.ts";
import { dayOf } from "../../table/day.ts";
import type { Table } from "../../table/table.ts";
import { REJECTS } from "../../telemetry/reject.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import { TRAFFIC_MINUTES } from "../../traffic/traffic_minute.ts";
import { DAILY_TABLES, WAREHOUSE_TABLES } from "../tables.ts";
import type { TableFile, TimeRange, Warehouse } from "../warehouse.ts";
import { assertRows } from "./assert_rows.ts";
import type { WarehouseHome } from "./home.ts";
import { keyOf, rowOf } from "./sample_rows.ts";
import { ALWAYS, PLAIN, type Sample } from "./samples.ts";

/** The warehouse of one test, and the files that go into it and come out. */
export class Trial {
  readonly #home: WarehouseHome;
  readonly #folder: TemporaryFolder;
  readonly #files: DuckDb;
  #fileCount = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(home: WarehouseHome, folder: TemporaryFolder, files: DuckDb) {
    this.#home = home;
    this.#folder = folder;
    this.#files = files;
  }

  /** Opens the warehouse for some work, with all tables made. */
  async use<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
    await using warehouse = await this.#home.open();
    await warehouse.migrate();
    return await work(warehouse);
  }

  /** Opens the warehouse for some work as it is. */
  async useUnmade(work: (warehouse: Warehouse) => Promise<void>): Promise<void> {
    await using warehouse = await this.#home.open();
    await work(warehouse);
  }

  async offenders(warehouse: Warehouse, check: string): Promise<AnyRow[]> {
    return await warehouse.query<AnyRow>(await readSql(`checks/${check}`, this.#home.dialect));
  }

  pathOf(name: string): string {
    return `${this.#folder.path}/${name}`;
  }

  fileNames(): string[] {
    return this.#folder.names();
  }

  /** Writes a file of rows, one file after the other: loaders at once share the tables that files are made with. */
  async file(table: Table, rows: readonly AnyRow[]): Promise<TableFile> {
    const path = this.pathOf(`${this.#fileCount++}_${table.name}.parquet`);
    const writing = this.#writing.then(() => writeTableFile(this.#files, path, table, rows));
    this.#writing = writing.catch(() => {});
    await writing;
    return { table, path };
  }

  /** A Parquet file whose end was never written. */
  async tornFile(): Promise<string> {
    const { path } = await this.file(KPIS, [rowOf(KPIS, PLAIN)]);
    const bytes = await Deno.readFile(path);
    return this.#folder.write("torn.parquet", bytes.slice(0, bytes.length / 2));
  }

  /** Loads rows in the way of their table. */
  async load(warehouse: Warehouse, table: Table, rows: readonly AnyRow[]): Promise<void> {
    if (table === REQUESTS) return await this.store(warehouse, rows);
    const file = await this.file(table, rows);
    const sources = [...new Set(rows.map(({ source }) => String(source)))];
    const days = [...new Set(rows.map((row) => dayOf(Number(row[table.time]))))];
    if (table === REJECTS) await warehouse.replaceSources(sources, file);
    else if (DAILY_TABLES.includes(table)) await warehouse.replaceDays(days, [file]);
    else await warehouse.mergeRows([file]);
  }

  async store(warehouse: Warehouse, rows: readonly AnyRow[]): Promise<void> {
    const { path } = await this.file(REQUESTS, rows);
    const sources = rows.map(({ source }) => String(source));
    await warehouse.storeRequests(path, new Map(sources.map((source) => [source, keyOf(source)])));
  }

  /** Loads minutes like a process that came by on its own. */
  loadAlone(rows: readonly AnyRow[]): Promise<void> {
    return this.use((warehouse) => this.load(warehouse, TRAFFIC_MINUTES, rows));
  }

  /** Loads every table with rows made for it; gives back what was loaded. */
  async fillWith(rowsOf: (table: Table) => AnyRow[]): Promise<ReadonlyMap<Table, AnyRow[]>> {
    const rows = new Map(WAREHOUSE_TABLES.map((table) => [table, rowsOf(table)]));
    await this.use(async (warehouse) => {
      for (const [table, ofTable] of rows) await this.load(warehouse, table, ofTable);
    });
    return rows;
  }

  fill(sample: Sample): Promise<ReadonlyMap<Table, AnyRow[]>> {
    return this.fillWith((table) => [rowOf(table, sample)]);
  }

  async export(warehouse: Warehouse, view: string, ending: string, range: TimeRange = ALWAYS): Promise<string> {
    const path = this.pathOf(`${this.#fileCount++}_export${ending}`);
    await warehouse.export(view, path, range);
    return path;
  }

  read(path: string): Promise<AnyRow[]> {
    return this.#files.rows<AnyRow>(`from read_parquet(${quoteLiteral(path)}, hive_partitioning = false)`);
  }

  async rows(warehouse: Warehouse, { name }: { readonly name: string }, range?: TimeRange): Promise<AnyRow[]> {
    return await this.read(await this.export(warehouse, name, ".parquet", range));
  }

  /** Rows as the engine gives them back. */
  asKept(rows: readonly AnyRow[]): AnyRow[] {
    const { nul = "\0" } = this.#home;
    const kept = (value: AnyRow[string]) => typeof value === "string" ? value.replaceAll("\0", nul) : value;
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, kept(value)])));
  }

  /** Opens the warehouse anew and compares whole tables. */
  async assertTables(expected: ReadonlyMap<Table, readonly AnyRow[]>): Promise<void> {
    await this.use(async (warehouse) => {
      for (const [table, rows] of expected) {
        assertRows(await this.rows(warehouse, table), this.asKept(rows), table.name);
      }
    });
  }
}
