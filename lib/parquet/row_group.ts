/** Row groups: rows in, encoded columns out. Made in a worker, appended to a file by its owner. @module */
import type { Table } from "../table/table.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import type { ColumnBuilder, ColumnChunk, Values } from "./column_builder.ts";
import { BooleanColumn, DoubleColumn, IntegerColumn } from "./fixed_columns.ts";
import { TextColumn } from "./text_column.ts";

/** The encoded columns of some rows; offsets count from the start of `bytes`. */
export interface RowGroup {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rowCount: number;
  readonly chunks: readonly ColumnChunk[];
}

const BATCH_SIZE = 1_024;

/** Collects rows of a table, column by column. */
export class RowGroupBuilder<T extends Table> {
  readonly #table: T;
  readonly #added: ReadonlySet<string>;
  #columns: readonly NamedColumn[];
  #rows: object[] = [];
  #addedValues: object[] = [];
  #rowCount = 0;

  /**
   * @param table its columns are written in the order of its list
   * @param added columns whose values do not come from the row itself
   */
  constructor(table: T, added: readonly string[] = []) {
    this.#table = table;
    this.#added = new Set(added);
    this.#columns = newColumns(table);
  }

  /** Rows collected so far. */
  get rowCount(): number {
    return this.#rowCount;
  }

  /** Takes a row, and the values of the added columns beside it. */
  append(row: object, added: object = row): void {
    this.#rows.push(row);
    this.#addedValues.push(added);
    this.#rowCount++;
    if (this.#rows.length === BATCH_SIZE) this.#flush();
  }

  /** Encodes the rows collected so far and starts anew. */
  finish(): RowGroup {
    this.#flush();
    const out = new ByteBuffer(1 << 20);
    const chunks = this.#columns.map(({ builder }) => builder.finish(out));
    const rowCount = this.#rowCount;
    this.#columns = newColumns(this.#table);
    this.#rowCount = 0;
    return { bytes: out.written.slice(), rowCount, chunks };
  }

  #flush(): void {
    for (const { name, builder } of this.#columns) {
      builder.appendAll((this.#added.has(name) ? this.#addedValues : this.#rows) as Values[], name);
    }
    this.#rows = [];
    this.#addedValues = [];
  }
}

interface NamedColumn {
  readonly name: string;
  readonly builder: ColumnBuilder;
}

function newColumns(table: Table): NamedColumn[] {
  return Object.entries(table.columns).map(([name, column]) => ({
    name,
    builder: newColumn(table, name, column.type),
  }));
}

function newColumn(table: Table, name: string, type: string): ColumnBuilder {
  switch (type) {
    case "text":
    case "json":
      return new TextColumn();
    case "instant":
    case "integer":
      return new IntegerColumn();
    case "real":
      return new DoubleColumn();
    case "boolean":
      return new BooleanColumn();
    default:
      throw new TypeError(
        `Cannot write column "${name}" of "${table.name}" to Parquet: no encoding for type "${type}"`,
      );
  }
}
