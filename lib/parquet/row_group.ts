/** Row groups: rows in, encoded columns out. Made in a worker, appended to a file by its owner. @module */
import type { Table } from "../table/table.ts";
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
  readonly #added: ReadonlySet<string>;
  #columns: NamedColumn[] = [];
  #ownColumns: NamedColumn[] = [];
  #addedColumns: NamedColumn[] = [];
  #rowCount = 0;

  /**
   * @param table its columns are written in the order of its list
   * @param added columns whose values do not come from the row itself
   */
  constructor(table: T, added: readonly string[] = []) {
    this.#table = table;
    this.#added = new Set(added);
    this.#startAnew();
  }

  /** Rows collected so far. */
  get rowCount(): number {
    return this.#rowCount;
  }

  /** Takes a row, and the values of the added columns beside it. */
  append(row: object, added: object = {}): void {
    for (const { name, builder } of this.#ownColumns) builder.append((row as Values)[name] ?? null);
    for (const { name, builder } of this.#addedColumns) builder.append((added as Values)[name] ?? null);
    this.#rowCount++;
  }

  /** Encodes the rows collected so far and starts anew. */
  finish(): RowGroup {
    const out = new ByteBuffer(1 << 20);
    const chunks = this.#columns.map(({ builder }) => builder.finish(out));
    const rowCount = this.#rowCount;
    this.#startAnew();
    return { bytes: out.written.slice(), rowCount, chunks };
  }

  #startAnew(): void {
    this.#columns = newColumns(this.#table);
    this.#ownColumns = this.#columns.filter(({ name }) => !this.#added.has(name));
    this.#addedColumns = this.#columns.filter(({ name }) => this.#added.has(name));
    this.#rowCount = 0;
  }
}

type Values = Readonly<Record<string, unknown>>;

interface NamedColumn {
  readonly name: string;
  readonly builder: ColumnBuilder<unknown>;
}

function newColumns(table: Table): NamedColumn[] {
  return Object.entries(table.columns).map(([name, column]) => ({
    name,
    builder: newColumn(table, name, column.type),
  }));
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
