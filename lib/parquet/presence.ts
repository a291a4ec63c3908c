/** Which values of a page are null: Parquet's definition levels of a flat, optional column. @module */
import { ByteBuffer } from "./byte_buffer.ts";
import { writeBitPacked, writeRun } from "./levels.ts";

/** Collects for one page which rows have a value. */
export class Presence {
  #isPresent = new Uint8Array(1_024);
  #rowCount = 0;
  #valueCount = 0;

  /** Rows, nulls included. */
  get rowCount(): number {
    return this.#rowCount;
  }

  /** Rows that have a value. */
  get valueCount(): number {
    return this.#valueCount;
  }

  /** Notes that the next row has no value. */
  addAbsent(): void {
    if (this.#rowCount === this.#isPresent.length) this.#grow();
    this.#isPresent[this.#rowCount++] = 0;
  }

  /** Notes that the next row has a value; returns its place among the values, from 0. */
  addPresent(): number {
    if (this.#rowCount === this.#isPresent.length) this.#grow();
    this.#isPresent[this.#rowCount++] = 1;
    return this.#valueCount++;
  }

  /** Writes the levels behind their length in four bytes, as one run where all rows are alike. */
  write(out: ByteBuffer): void {
    const levels = new ByteBuffer(this.#rowCount / 8 + 16);
    const isUniform = this.#valueCount === 0 || this.#valueCount === this.#rowCount;
    if (isUniform) writeRun(levels, this.#valueCount === 0 ? 0 : 1, this.#rowCount, 1);
    else writeBitPacked(levels, this.#isPresent, this.#rowCount, 1);
    out.int32(levels.length);
    out.bytes(levels.written);
  }

  /** Forgets all rows, for the next page. */
  clear(): void {
    this.#rowCount = 0;
    this.#valueCount = 0;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#rowCount * 2);
    larger.set(this.#isPresent);
    this.#isPresent = larger;
  }
}
