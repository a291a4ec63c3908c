/**
 * Columns of sketches: maps from bucket to count, whose keys and values are columns side by side.
 *
 * Every entry has a repetition level, 0 where it begins a row, and a definition level, 0 where the row's map is empty.
 * Source: Apache Parquet, `LogicalTypes.md`, "Maps"; Melnik et al., "Dremel: Interactive Analysis of Web-Scale Datasets", VLDB 2010.
 *
 * @module
 */
import { ByteBuffer } from "./byte_buffer.ts";
import type { ColumnBuilder, ColumnChunk } from "./column_builder.ts";
import { writeBitPacked } from "./levels.ts";
import { ENCODING, writeDataPage } from "./page.ts";

const START = 1_024;
const TWO_POW_32 = 0x1_0000_0000;

/** A sketch whose lists may be typed arrays. */
export interface SketchLists {
  readonly buckets: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

/** Collects sketches; counts are exact up to 2^53. */
export class SketchColumn implements ColumnBuilder {
  #keys = new Int32Array(START);
  /** Two words a count, the low one first. */
  #values = new Int32Array(2 * START);
  #entryCount = 0;
  #repetition = new Uint8Array(START);
  #definition = new Uint8Array(START);
  #levelCount = 0;

  add({ buckets, counts }: SketchLists): void {
    const length = buckets.length;
    this.#reserve(length);
    this.#addLevels(length);
    const [keys, values, first] = [this.#keys, this.#values, this.#entryCount];
    for (let i = 0; i < length; i++) {
      const count = counts[i]!;
      keys[first + i] = buckets[i]!;
      values[2 * (first + i)] = count | 0;
      values[2 * (first + i) + 1] = Math.floor(count / TWO_POW_32);
    }
    this.#entryCount += length;
  }

  addFrom(): never {
    throw new TypeError("Cannot read a sketch from bytes: no log holds one");
  }

  finish(out: ByteBuffer): ColumnChunk[] {
    const keys = this.#write(out, new Uint8Array(this.#keys.buffer, 0, this.#entryCount * 4));
    const values = this.#write(out, new Uint8Array(this.#values.buffer, 0, this.#entryCount * 8));
    this.#entryCount = 0;
    this.#levelCount = 0;
    return [keys, values];
  }

  #addLevels(entryCount: number): void {
    const [start, end] = [this.#levelCount, this.#levelCount + Math.max(entryCount, 1)];
    this.#repetition.fill(1, start, end);
    this.#repetition[start] = 0;
    this.#definition.fill(entryCount === 0 ? 0 : 1, start, end);
    this.#levelCount = end;
  }

  #write(out: ByteBuffer, entries: Uint8Array): ColumnChunk {
    const dataOffset = out.length;
    const body = new ByteBuffer(entries.length + this.#levelCount / 4 + 64);
    writeLevels(body, this.#repetition, this.#levelCount);
    writeLevels(body, this.#definition, this.#levelCount);
    body.bytes(entries);
    const uncompressedSize = writeDataPage(out, body.written, this.#levelCount, ENCODING.plain);
    return {
      encodings: [ENCODING.plain, ENCODING.rle],
      valueCount: this.#levelCount,
      uncompressedSize,
      compressedSize: out.length - dataOffset,
      dataOffset,
      dictionaryOffset: null,
      range: null,
    };
  }

  /** Makes room for some entries, or for the mark of an empty map. */
  #reserve(count: number): void {
    if (this.#levelCount + count + 1 <= this.#repetition.length) return;
    const length = Math.max(2 * this.#repetition.length, this.#levelCount + count + 1);
    this.#keys = grown(this.#keys, new Int32Array(length));
    this.#values = grown(this.#values, new Int32Array(2 * length));
    this.#repetition = grown(this.#repetition, new Uint8Array(length));
    this.#definition = grown(this.#definition, new Uint8Array(length));
  }
}

function writeLevels(body: ByteBuffer, levels: Uint8Array, count: number): void {
  const packed = new ByteBuffer(count / 8 + 16);
  writeBitPacked(packed, levels, count, 1);
  body.int32(packed.length);
  body.bytes(packed.written);
}

function grown<A extends Int32Array | Uint8Array>(values: A, larger: A): A {
  larger.set(values);
  return larger;
}
