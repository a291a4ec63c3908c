/** Rows of a warehouse as objects, and back: the way of every engine, by files. @module */
import { join } from "@std/path";
import { goldFile, writeRows } from "../analysis/gold_files.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import type { Row, Table } from "../table/table.ts";
import type { Selection, TableFile, Warehouse } from "../warehouse/warehouse.ts";

/** Everything there is. */
export const ALWAYS: Selection = { from: null, to: null };

/** Rows of a table on their way to the warehouse. */
export interface Change {
  readonly table: Table;
  readonly rowCount: number;
  /** Writes their file into a folder. */
  readonly write: (folder: string) => Promise<void>;
}

/** Makes the change that puts rows into a table. */
export function change<T extends Table>(table: T, rows: readonly Row<T>[]): Change {
  return { table, rowCount: rows.length, write: (folder) => writeRows(folder, table, rows) };
}

/** Reads and changes rows of a warehouse, with a DuckDB in memory to look into what was read. */
export class RowStore implements AsyncDisposable {
  readonly warehouse: Warehouse;
  readonly database: DuckDb;
  readonly #folder: TemporaryFolder;
  #fileCount = 0;

  private constructor(warehouse: Warehouse, database: DuckDb) {
    this.warehouse = warehouse;
    this.database = database;
    this.#folder = new TemporaryFolder();
  }

  /** Opens a store on a warehouse, which stays open when the store is closed. */
  static async open(warehouse: Warehouse): Promise<RowStore> {
    return new RowStore(warehouse, await DuckDb.open());
  }

  /** Brings rows of a table into the database, as a view of the table's name unless another is given. */
  async bring({ name }: Table, selection: Selection, view = name): Promise<void> {
    const path = join(this.#folder.path, `${this.#fileCount++}.parquet`);
    await this.warehouse.export(name, path, selection);
    await this.database.run(`create or replace view ${quoteIdentifier(view)} as from ${quoteLiteral(path)}`);
  }

  /** Reads rows of a table, in the order of its time and key. */
  async rows<T extends Table>(table: T, selection: Selection = ALWAYS): Promise<Row<T>[]> {
    await this.bring(table, selection);
    const order = [table.time, ...table.key].map(quoteIdentifier).join(", ");
    return await this.database.rows<Row<T>>(`from ${table.name} order by ${order}`);
  }

  /** Puts rows in the place of those with the same keys, all tables together where the engine has transactions. */
  async merge(changes: readonly Change[]): Promise<void> {
    const files: TableFile[] = [];
    for (const { table, write } of changes.filter(({ rowCount }) => rowCount > 0)) {
      await write(this.#folder.path);
      files.push({ table, path: goldFile(this.#folder.path, table) });
    }
    if (files.length > 0) await this.warehouse.mergeRows(files);
  }

  /** Closes the database and removes the files. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.database[Symbol.asyncDispose]();
    this.#folder[Symbol.dispose]();
  }
}
