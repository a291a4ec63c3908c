/** Columns whose values have a fixed width: 64-bit integers, doubles, booleans. @module */
import type { ByteRow } from "../table/byte_row.ts";
import type { ByteBuffer } from "./byte_buffer.ts";
import { type ColumnBuilder, type ColumnChunk, writePlainColumn } from "./column_builder.ts";
import { Presence } from "./presence.ts";

const START = 1_024;
const TWO_POW_32 = 0x1_0000_0000;

/** Doubles. */
export class DoubleColumn implements ColumnBuilder {
  readonly #presence = new Presence();
  #values = new Float64Array(START);

  add(value: number | null | undefined): void {
    if (value === null || value === undefined) this.#presence.addAbsent();
    else this.#store(value);
  }

  addFrom({ numbers }: ByteRow, place: number): void {
    const value = numbers[place]!;
    if (Number.isNaN(value)) this.#presence.addAbsent();
    else this.#store(value);
  }

  #store(value: number): void {
    const index = this.#presence.addPresent();
    if (index === this.#values.length) this.#values = grown(this.#values, Float64Array);
    this.#values[index] = value;
  }

  finish(out: ByteBuffer): ColumnChunk {
    const values = new Uint8Array(this.#values.buffer, 0, this.#presence.valueCount * 8);
    const chunk = writePlainColumn(out, this.#presence, values);
    this.#presence.clear();
    return chunk;
  }
}

/** 64-bit integers, exact up to 2^53; fractions are rounded to the nearest integer. */
export class IntegerColumn implements ColumnBuilder {
  readonly #presence = new Presence();
  #words = new Int32Array(2 * START);

  add(value: number | null | undefined): void {
    if (value === null || value === undefined) this.#presence.addAbsent();
    else this.#store(value);
  }

  addFrom({ numbers }: ByteRow, place: number): void {
    const value = numbers[place]!;
    if (Number.isNaN(value)) this.#presence.addAbsent();
    else this.#store(value);
  }

  #store(value: number): void {
    const index = 2 * this.#presence.addPresent();
    if (index === this.#words.length) this.#words = grown(this.#words, Int32Array);
    const low = value | 0;
    if (low === value) {
      this.#words[index] = low;
      this.#words[index + 1] = low >> 31;
      return;
    }
    const whole = Math.round(value);
    this.#words[index] = whole | 0;
    this.#words[index + 1] = Math.floor(whole / TWO_POW_32);
  }

  finish(out: ByteBuffer): ColumnChunk {
    const values = new Uint8Array(this.#words.buffer, 0, this.#presence.valueCount * 8);
    const chunk = writePlainColumn(out, this.#presence, values);
    this.#presence.clear();
    return chunk;
  }
}

/** Booleans, eight to a byte. */
export class BooleanColumn implements ColumnBuilder {
  readonly #presence = new Presence();
  #bits = new Uint8Array(START);

  add(value: boolean | null | undefined): void {
    if (value === null || value === undefined) this.#presence.addAbsent();
    else this.#store(value);
  }

  addFrom({ numbers }: ByteRow, place: number): void {
    const value = numbers[place]!;
    if (Number.isNaN(value)) this.#presence.addAbsent();
    else this.#store(value === 1);
  }

  #store(value: boolean): void {
    const index = this.#presence.addPresent();
    const byte = index >> 3;
    if (byte === this.#bits.length) this.#bits = grown(this.#bits, Uint8Array);
    if (value) this.#bits[byte]! |= 1 << (index & 7);
  }

  finish(out: ByteBuffer): ColumnChunk {
    const chunk = writePlainColumn(
      out,
      this.#presence,
      this.#bits.subarray(0, Math.ceil(this.#presence.valueCount / 8)),
    );
    this.#presence.clear();
    this.#bits.fill(0);
    return chunk;
  }
}

interface Growable<A> {
  new (length: number): A;
}

function grown<A extends Float64Array | Int32Array | Uint8Array>(values: A, kind: Growable<A>): A {
  const larger = new kind(values.length * 2);
  larger.set(values);
  return larger;
}
