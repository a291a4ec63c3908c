/** Row groups: rows in, encoded columns out. Made in a worker, appended to a file by its owner. @module */
import { ByteRow } from "../table/byte_row.ts";
import type { Table } from "../table/table.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import type { ColumnBuilder, ColumnChunk } from "./column_builder.ts";
import { BooleanColumn, DoubleColumn, IntegerColumn } from "./fixed_columns.ts";
import { SketchColumn } from "./sketch_column.ts";
import { TextColumn } from "./text_column.ts";

/** The encoded columns of some rows; offsets count from the start of `bytes`. */
export interface RowGroup {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rowCount: number;
  readonly chunks: readonly ColumnChunk[];
}

/** Collects rows of a table, column by column. */
export class RowGroupBuilder {
  readonly #columns: readonly ColumnBuilder[];
  readonly #addRow: AddRow;
  readonly #out = new ByteBuffer(1 << 20);
  #rowCount = 0;

  /**
   * @param table its columns are written in the order of its list
   * @param rest holds the columns that rows do not have, at each `append`
   * @param inRest names of those columns
   */
  constructor(table: Table, rest: ByteRow = new ByteRow(table), inRest: readonly string[] = []) {
    const names = Object.keys(table.columns);
    this.#columns = names.map((name) => newColumn(table, name));
    this.#addRow = compileAddRow(names, inRest)(this.#columns, rest);
  }

  /** Rows collected so far. */
  get rowCount(): number {
    return this.#rowCount;
  }

  /** Takes a row. */
  append(row: object): void {
    this.#addRow(row);
    this.#rowCount++;
  }

  /** Takes a row whose values are places in bytes. */
  appendFrom(row: ByteRow): void {
    const columns = this.#columns;
    for (let place = 0; place < columns.length; place++) columns[place]!.addFrom(row, place);
    this.#rowCount++;
  }

  /** Encodes the rows collected so far and starts anew. */
  finish(): RowGroup {
    this.#out.clear();
    const chunks = this.#columns.flatMap((column) => column.finish(this.#out));
    const rowCount = this.#rowCount;
    this.#rowCount = 0;
    return { bytes: this.#out.written.slice(), rowCount, chunks };
  }
}

type AddRow = (row: object) => void;

/**
 * Compiles the function that hands the values of a row to the columns.
 *
 * It is made as code, one statement a column, because a property whose name stands in the code is read several times faster than one that a variable
 * names, and every value of every request passes here. The names are those of our own column lists.
 */
function compileAddRow(
  names: readonly string[],
  inRest: readonly string[],
): (columns: readonly ColumnBuilder[], rest: ByteRow) => AddRow {
  const statements = names.map((name, place) =>
    inRest.includes(name)
      ? `column${place}.addFrom(rest, ${place});`
      : `column${place}.add(row[${JSON.stringify(name)}]);`
  );
  const columns = names.map((_, place) => `column${place}`);
  const body = `const [${columns.join(", ")}] = columns; return (row) => { ${statements.join(" ")} };`;
  return new Function("columns", "rest", body) as (columns: readonly ColumnBuilder[], rest: ByteRow) => AddRow;
}

function newColumn(table: Table, name: string): ColumnBuilder {
  const { type } = table.columns[name]!;
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
    case "sketch":
      return new SketchColumn();
  }
}
