/** Columns whose values have a fixed width: 64-bit integers, doubles, booleans. @module */
import { PlainColumn } from "./column_builder.ts";

const START = 1_024;
const TWO_POW_32 = 0x1_0000_0000;

/** Doubles. */
export class DoubleColumn extends PlainColumn<number> {
  #values = new Float64Array(START);

  protected override store(value: number, index: number): void {
    if (index === this.#values.length) this.#values = grown(this.#values, Float64Array);
    this.#values[index] = value;
  }

  protected override stored(count: number): Uint8Array {
    return new Uint8Array(this.#values.buffer, 0, count * 8);
  }
}

/** 64-bit integers, exact up to 2^53; fractions are rounded to the nearest integer. */
export class IntegerColumn extends PlainColumn<number> {
  #words = new Int32Array(2 * START);

  protected override store(value: number, index: number): void {
    if (2 * index === this.#words.length) this.#words = grown(this.#words, Int32Array);
    const whole = Math.round(value);
    this.#words[2 * index] = whole | 0;
    this.#words[2 * index + 1] = Math.floor(whole / TWO_POW_32);
  }

  protected override stored(count: number): Uint8Array {
    return new Uint8Array(this.#words.buffer, 0, count * 8);
  }
}

/** Booleans, eight to a byte. */
export class BooleanColumn extends PlainColumn<boolean> {
  #bits = new Uint8Array(START);

  protected override store(value: boolean, index: number): void {
    const byte = index >> 3;
    if (byte === this.#bits.length) this.#bits = grown(this.#bits, Uint8Array);
    if (value) this.#bits[byte]! |= 1 << (index & 7);
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
