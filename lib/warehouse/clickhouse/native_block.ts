/**
 * Blocks of rows in ClickHouse's format Native: column after column, each behind its name and type.
 *
 * It is what servers send each other, so that they take it in without parsing, and every double arrives as it is (18.16 reads one in eight written-out doubles
 * wrong in the last digit). A block is the number of columns and of rows, then for each column its name, its type and its values: fixed width
 * values little endian, texts behind their length, arrays as the ends of each followed by all elements, and before nullable values one byte a row that is 1 for null, whose value is
 * there too and does not count.
 * Source: https://clickhouse.com/docs/interfaces/formats/Native
 *
 * @module
 */
import type { PlainValue } from "../../duckdb/plain_value.ts";
import { ByteBuffer } from "../../parquet/byte_buffer.ts";

/** A column of a block. */
export interface NativeColumn {
  readonly name: string;
  /** ClickHouse's type, one of those of {@linkcode NATIVE_TYPES} or one of them as `Nullable(…)`. */
  readonly type: string;
  readonly values: readonly PlainValue[];
}

/** Writes the values of a column; for null it writes what its byte makes meaningless. */
type WriteValues = (out: ByteBuffer, values: readonly PlainValue[]) => void;

const TWO_POW_32 = 0x1_0000_0000;

/** How the values of each type are written. */
export const NATIVE_TYPES: Readonly<Record<string, WriteValues>> = {
  "Int64": (out, values) => out.bytes(wordsOf(values as number[])),
  "UInt64": (out, values) => out.bytes(asBytes(BigUint64Array.from(values as string[], BigInt))),
  "Float64": (out, values) => out.bytes(filled(Float64Array, values)),
  "UInt8": (out, values) => out.bytes(filled(Uint8Array, values)),
  "Date": (out, values) => out.bytes(filled(Uint16Array, values)),
  "String": writeTexts,
  "Tuple(Array(Int16), Array(Int64))": writeSketches,
};

/**
 * Writes a block.
 *
 * @throws {TypeError} for a null in a column that may have none
 */
export function nativeBlock(columns: readonly NativeColumn[]): Uint8Array<ArrayBuffer> {
  const rowCount = columns[0]?.values.length ?? 0;
  const out = new ByteBuffer(1 << 20);
  out.varint(columns.length);
  out.varint(rowCount);
  for (const { name, type, values } of columns) {
    writeTexts(out, [name, type]);
    const inner = /^Nullable\((.+)\)$/.exec(type)?.[1];
    if (inner !== undefined) out.bytes(filled(Uint8Array, values.map((value) => value === null)));
    else if (values.includes(null)) throw new TypeError(`Cannot load a row without a value in "${name}"`);
    NATIVE_TYPES[inner ?? type]!(out, values);
  }
  return out.written;
}

/** Numbers of 64 bits out of doubles, exact up to 2^53, as pairs of 32 bits. */
function wordsOf(values: readonly number[]): Uint8Array {
  const words = new Int32Array(2 * values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const low = value | 0;
    words[2 * i] = low;
    words[2 * i + 1] = low === value ? low >> 31 : Math.floor(value / TWO_POW_32);
  }
  return asBytes(words);
}

type FixedWidth = new (length: number) => Float64Array | Int16Array | Uint8Array | Uint16Array;

/** Numbers of a fixed width, null as 0; a loop takes a fraction of the time of `from()`. */
function filled(Numbers: FixedWidth, values: readonly PlainValue[]): Uint8Array {
  const numbers = new Numbers(values.length);
  for (let i = 0; i < values.length; i++) numbers[i] = values[i] as number;
  return asBytes(numbers);
}

function writeTexts(out: ByteBuffer, values: readonly PlainValue[]): void {
  for (const value of values) out.varintText(value as string ?? "");
}

/** Sketches come as a text of two lists, `[buckets, counts]` in JSON. */
function writeSketches(out: ByteBuffer, values: readonly PlainValue[]): void {
  const sketches = JSON.parse(`[${values.join(",")}]`) as [number[], number[]][];
  let end = 0;
  const ends = asBytes(BigUint64Array.from(sketches, ([buckets]) => BigInt(end += buckets.length)));
  out.bytes(ends);
  out.bytes(filled(Int16Array, sketches.flatMap(([buckets]) => buckets)));
  out.bytes(ends);
  out.bytes(wordsOf(sketches.flatMap(([, counts]) => counts)));
}

function asBytes(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
