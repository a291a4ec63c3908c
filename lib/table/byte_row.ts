/** Rows as places in bytes: what a reader found in a line, before any of it is made into a value. @module */
import type { Table } from "./table.ts";

const ABSENT = -1;
const NO_BYTES = new DataView(new ArrayBuffer(0));

/**
 * One row, filled again for each line, so that reading a line makes no object.
 *
 * Columns have the places of the table's list. Numbers, instants and booleans (0 and 1) stand in `numbers`, NaN where there is none; texts are ranges of
 * ASCII bytes in `views`, with a negative start where there is none.
 */
export class ByteRow {
  readonly numbers: Float64Array;
  readonly views: DataView[];
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly #names: readonly string[];

  /** Makes a row of nulls. */
  constructor(table: Table) {
    this.#names = Object.keys(table.columns);
    const count = this.#names.length;
    this.numbers = new Float64Array(count).fill(NaN);
    this.views = new Array<DataView>(count).fill(NO_BYTES);
    this.starts = new Int32Array(count).fill(ABSENT);
    this.ends = new Int32Array(count);
  }

  /**
   * Finds the place of a column.
   *
   * @throws {RangeError} when the table has no such column
   */
  placeOf(name: string): number {
    const place = this.#names.indexOf(name);
    if (place < 0) throw new RangeError(`Cannot fill column "${name}": the table has ${this.#names.join(", ")}`);
    return place;
  }

  /** Makes a text the bytes of `view` from `start` to `end`; no bytes are no text. */
  setText(place: number, view: DataView, start: number, end: number): void {
    this.views[place] = view;
    this.starts[place] = start < end ? start : ABSENT;
    this.ends[place] = end;
  }

  /** Makes a text null. */
  clearText(place: number): void {
    this.starts[place] = ABSENT;
  }
}
