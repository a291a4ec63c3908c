/** Row groups: rows in, encoded columns out. Made in a worker, appended to a file by its owner. @module */
import type { Row, Table } from "../table/table.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import type { ColumnBuilder, ColumnChunk } from "./column_builder.ts";
import { BooleanColumn, DoubleColumn, IntegerColumn } from "./fixed_columns.ts";
import { TextColumn } from "./text_column.ts";

/** The encoded columns of some rows; offsets count from the start of `bytes`. */
export interface RowGroup {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rowCount: number;
  readonly chunks: readonly ColumnChunk[];
}

/** Collects rows of a table, column by column. */
export class RowGroupBuilder<T extends Table> {
  readonly #table: T;
  #columns: [string, ColumnBuilder<unknown>][];
  #rowCount = 0;

  /** @param table its columns are written in the order of its list */
  constructor(table: T) {
    this.#table = table;
    this.#columns = newColumns(table);
  }

  /** Rows collected so far. */
  get rowCount(): number {
    return this.#rowCount;
  }

  /** Takes a row. */
  append(row: Row<T>): void {
    for (const [name, column] of this.#columns) column.append((row as Readonly<Record<string, unknown>>)[name]);
    this.#rowCount++;
  }

  /** Encodes the rows collected so far and starts anew. */
  finish(): RowGroup {
    const out = new ByteBuffer(1 << 20);
    const chunks = this.#columns.map(([, column]) => column.finish(out));
    const rowCount = this.#rowCount;
    this.#columns = newColumns(this.#table);
    this.#rowCount = 0;
    return { bytes: out.written.slice(), rowCount, chunks };
  }
}

function newColumns(table: Table): [string, ColumnBuilder<unknown>][] {
  return Object.entries(table.columns).map(([name, column]) => [name, newColumn(table, name, column.type)]);
}

function newColumn(table: Table, name: string, type: string): ColumnBuilder<unknown> {
  switch (type) {
    case "text":
    case "json":
      return new TextColumn() as ColumnBuilder<unknown>;
    case "instant":
    case "integer":
      return new IntegerColumn() as ColumnBuilder<unknown>;
    case "real":
      return new DoubleColumn() as ColumnBuilder<unknown>;
    case "boolean":
      return new BooleanColumn() as ColumnBuilder<unknown>;
    default:
      throw new TypeError(
        `Cannot write column "${name}" of "${table.name}" to Parquet: no encoding for type "${type}"`,
      );
  }
}
