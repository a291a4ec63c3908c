/** Columns whose values have a fixed width: 64-bit integers, doubles, booleans. @module */
import type { ByteRow } from "../table/byte_row.ts";
import type { ByteBuffer } from "./byte_buffer.ts";
import { type ColumnBuilder, type ColumnChunk, writePlainColumn } from "./column_builder.ts";
import { Presence } from "./presence.ts";

const START = 1_024;
const TWO_POW_32 = 0x1_0000_0000;

/** Collects values that are numbers in one way or another; a boolean is 0 or 1. */
abstract class FixedColumn implements ColumnBuilder {
  readonly #presence = new Presence();

  add(value: number | boolean | null | undefined): void {
    if (value === null || value === undefined) this.#presence.addAbsent();
    else this.store(Number(value), this.#presence.addPresent());
  }

  addFrom({ numbers }: ByteRow, place: number): void {
    const value = numbers[place]!;
    if (Number.isNaN(value)) this.#presence.addAbsent();
    else this.store(value, this.#presence.addPresent());
  }

  finish(out: ByteBuffer): ColumnChunk[] {
    const chunk = writePlainColumn(out, this.#presence, this.stored(this.#presence.valueCount));
    this.#presence.clear();
    return [chunk];
  }

  /** Keeps a value at its place among the values that are not null. */
  protected abstract store(value: number, index: number): void;
  /** The bytes of the first `count` values. */
  protected abstract stored(count: number): Uint8Array;
}

/** Doubles. */
export class DoubleColumn extends FixedColumn {
  #values = new Float64Array(START);

  protected override store(value: number, index: number): void {
    if (index === this.#values.length) this.#values = grown(this.#values, Float64Array);
    this.#values[index] = value;
  }

  protected override stored(count: number): Uint8Array {
    return new Uint8Array(this.#values.buffer, 0, count * 8);
  }
}

/** 64-bit integers, exact up to 2^53; fractions are rounded to the nearest integer. Readers skip row groups by their range. */
export class IntegerColumn extends FixedColumn {
  #words = new Int32Array(2 * START);
  #min = Infinity;
  #max = -Infinity;

  override finish(out: ByteBuffer): ColumnChunk[] {
    const range = this.#min <= this.#max ? { min: this.#min, max: this.#max } : null;
    [this.#min, this.#max] = [Infinity, -Infinity];
    return super.finish(out).map((chunk) => ({ ...chunk, range }));
  }

  protected override store(value: number, index: number): void {
    if (2 * index === this.#words.length) this.#words = grown(this.#words, Int32Array);
    const whole = Math.round(value);
    if (whole < this.#min) this.#min = whole;
    if (whole > this.#max) this.#max = whole;
    this.#words[2 * index] = whole | 0;
    this.#words[2 * index + 1] = Math.floor(whole / TWO_POW_32);
  }

  protected override stored(count: number): Uint8Array {
    return new Uint8Array(this.#words.buffer, 0, count * 8);
  }
}

/** Booleans, eight to a byte. */
export class BooleanColumn extends FixedColumn {
  #bits = new Uint8Array(START);

  protected override store(value: number, index: number): void {
    const byte = index >> 3;
    if (byte === this.#bits.length) this.#bits = grown(this.#bits, Uint8Array);
    const before = (index & 7) === 0 ? 0 : this.#bits[byte]!;
    this.#bits[byte] = before | value << (index & 7);
  }

  protected override stored(count: number): Uint8Array {
    return this.#bits.subarray(0, Math.ceil(count / 8));
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
