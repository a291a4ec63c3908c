/**
 * Blocks of rows in ClickHouse's format Native: column after column, each behind its name and type.
 *
 * It is what servers send each other, so that they take it in without parsing, and every double arrives as it is (18.16 reads one in eight written-out doubles
 * wrong in the last digit). A block is the number of columns and of rows, then for each column its name, its type and its values: fixed width
 * values little endian, texts behind their length, arrays as the ends of each followed by all elements, and before nullable values one byte a row that is 1 for null.
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

type WriteValues = (out: ByteBuffer, values: readonly PlainValue[]) => void;

const TWO_POW_32 = 0x1_0000_0000;
const encoder = new TextEncoder();

/** How the values of each type are written. */
export const NATIVE_TYPES: Readonly<Record<string, WriteValues>> = {
  "Int64": (out, values) => out.bytes(wordsOf(values)),
  "UInt64": (out, values) => out.bytes(asBytes(BigUint64Array.from(values, (value) => BigInt(value as string)))),
  "Float64": (out, values) => out.bytes(asBytes(Float64Array.from(values as number[]))),
  "UInt8": (out, values) => out.bytes(Uint8Array.from(values, Number)),
  "Date": (out, values) => out.bytes(asBytes(Uint16Array.from(values as number[]))),
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
    if (inner !== undefined) out.bytes(Uint8Array.from(values, (value) => value === null ? 1 : 0));
    else if (values.includes(null)) throw new TypeError(`Cannot load a row without a value in "${name}"`);
    NATIVE_TYPES[inner ?? type]!(out, inner === undefined ? values : withoutNulls(values));
  }
  return out.written;
}

/** What stands for null: its byte says that it does not count. */
function withoutNulls(values: readonly PlainValue[]): readonly PlainValue[] {
  const filler = values.some((value) => typeof value === "string") ? "" : 0;
  return values.map((value) => value ?? filler);
}

/** Numbers of 64 bits out of doubles, exact up to 2^53, as pairs of 32 bits. */
function wordsOf(values: readonly PlainValue[]): Uint8Array {
  const words = new Int32Array(2 * values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const low = value | 0;
    words[2 * i] = low;
    words[2 * i + 1] = low === value ? low >> 31 : Math.floor(value / TWO_POW_32);
  }
  return asBytes(words);
}

function writeTexts(out: ByteBuffer, values: readonly PlainValue[]): void {
  for (const value of values) {
    const bytes = encoder.encode(value as string);
    out.varint(bytes.length);
    out.bytes(bytes);
  }
}

/** Sketches come as a text of two lists, `[buckets, counts]` in JSON. */
function writeSketches(out: ByteBuffer, values: readonly PlainValue[]): void {
  const sketches = values.map((value) => JSON.parse(value as string) as [number[], number[]]);
  let end = 0;
  const ends = asBytes(BigUint64Array.from(sketches, ([buckets]) => BigInt(end += buckets.length)));
  out.bytes(ends);
  out.bytes(asBytes(Int16Array.from(sketches.flatMap(([buckets]) => buckets))));
  out.bytes(ends);
  out.bytes(wordsOf(sketches.flatMap(([, counts]) => counts)));
}

function asBytes(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
