/** What a column builder offers; one builder collects one column, row group after row group. @module */
import type { ByteRow } from "../table/byte_row.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import { ENCODING, writeDataPage } from "./page.ts";
import type { Presence } from "./presence.ts";

/** Where the bytes of a column, or of one part of a nested column, lie in the row group and how they are encoded. */
export interface ColumnChunk {
  readonly encodings: readonly number[];
  /** Values, nulls included. */
  readonly valueCount: number;
  readonly uncompressedSize: number;
  readonly compressedSize: number;
  /** Offset of the first data page in the row group. */
  readonly dataOffset: number;
  /** Offset of the dictionary page; null where the column has none. */
  readonly dictionaryOffset: number | null;
  /** Least and greatest whole number; null where they are not known. */
  readonly range: { readonly min: number; readonly max: number } | null;
}

/** Collects the values of one column. */
export interface ColumnBuilder {
  /** Takes the value of the next row; undefined counts as null. */
  add(value: unknown): void;
  /** Takes the next row's value from the place that the column has in it. */
  addFrom(row: ByteRow, place: number): void;
  /** Writes the column's pages and starts anew; a nested column has a chunk for each of its parts. */
  finish(out: ByteBuffer): ColumnChunk[];
}

/** Writes fixed-width values, which stand in a page as they are; `values` holds those that are not null. */
export function writePlainColumn(out: ByteBuffer, presence: Presence, values: Uint8Array): ColumnChunk {
  const { rowCount } = presence;
  const dataOffset = out.length;
  const body = new ByteBuffer(values.length + rowCount / 8 + 32);
  presence.write(body);
  body.bytes(values);
  const uncompressedSize = writeDataPage(out, body.written, rowCount, ENCODING.plain);
  const compressedSize = out.length - dataOffset;
  const encodings = [ENCODING.plain, ENCODING.rle];
  return {
    encodings,
    valueCount: rowCount,
    uncompressedSize,
    compressedSize,
    dataOffset,
    dictionaryOffset: null,
    range: null,
  };
}
