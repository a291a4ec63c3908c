/** What a column builder offers; one builder collects one column of one row group. @module */
import { ByteBuffer } from "./byte_buffer.ts";
import { ENCODING, writeDataPage } from "./page.ts";
import { Presence } from "./presence.ts";

/** Where a column's bytes lie in the row group and how they are encoded. */
export interface ColumnChunk {
  readonly encodings: readonly number[];
  readonly rowCount: number;
  readonly uncompressedSize: number;
  readonly compressedSize: number;
  /** Offset of the first data page in the row group. */
  readonly dataOffset: number;
  /** Offset of the dictionary page; null where the column has none. */
  readonly dictionaryOffset: number | null;
}

/** A row, or any object that holds the values of some columns by name. */
export type Values = Readonly<Record<string, unknown>>;

/** Collects the values of one column, many rows at a time: one column's loop is quicker than one row's. */
export interface ColumnBuilder {
  /** Takes the values that rows have under a name; absent counts as null. */
  appendAll(rows: readonly Values[], name: string): void;
  /** Writes the column's pages. */
  finish(out: ByteBuffer): ColumnChunk;
}

/** Collects fixed-width values, which are written as they are. */
export abstract class PlainColumn<Value> implements ColumnBuilder {
  readonly #presence = new Presence();

  appendAll(rows: readonly Values[], name: string): void {
    for (const row of rows) {
      const value = row[name] as Value | null | undefined;
      const isPresent = value !== null && value !== undefined;
      this.#presence.add(isPresent);
      if (isPresent) this.store(value, this.#presence.valueCount - 1);
    }
  }

  finish(out: ByteBuffer): ColumnChunk {
    const dataOffset = out.length;
    const body = new ByteBuffer();
    this.#presence.write(body);
    body.bytes(this.stored(this.#presence.valueCount));
    const uncompressedSize = writeDataPage(out, body.written, this.#presence.rowCount, ENCODING.plain);
    const compressedSize = out.length - dataOffset;
    const rowCount = this.#presence.rowCount;
    const encodings = [ENCODING.plain, ENCODING.rle];
    return { encodings, rowCount, uncompressedSize, compressedSize, dataOffset, dictionaryOffset: null };
  }

  /** Keeps a value at its place among the values that are not null. */
  protected abstract store(value: Value, index: number): void;
  /** The bytes of the first `count` values. */
  protected abstract stored(count: number): Uint8Array;
}
