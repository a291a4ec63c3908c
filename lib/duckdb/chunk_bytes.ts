/**
 * A chunk of rows as the bytes in which DuckDB holds its columns: what goes to another engine as bytes needs no object a value.
 *
 * Numbers have a fixed width, little endian. A text is 16 bytes: its length, then all of it up to 12 bytes, or else 4 bytes of it and where it is. A list is 16 bytes
 * too: where its elements begin in a column of their own, and how many they are. What stands in the place of a null is undefined, so a query leaves none.
 * Source: https://duckdb.org/docs/stable/clients/c/vector
 *
 * @module
 */
import type { DuckDBDataChunk } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";

const ENTRY_BYTES = 16;
const INLINE_BYTES = 12;

/** A column of lists. */
export interface ListBytes {
  /** How many elements each row and those before it have. */
  readonly ends: BigUint64Array<ArrayBuffer>;
  /** All elements in the order of the rows. */
  readonly elements: Uint8Array;
}

/** A few thousand rows; their bytes are valid for as long as it is at hand. */
export class ChunkBytes {
  readonly rowCount: number;
  readonly #chunk: DuckDBDataChunk["chunk"];

  constructor({ rowCount, chunk }: DuckDBDataChunk) {
    this.rowCount = rowCount;
    this.#chunk = chunk;
  }

  /** The values of a column of numbers or booleans, each `width` bytes. */
  fixed(column: number, width: number): Uint8Array {
    return bindings.vector_get_data(this.#vector(column), this.rowCount * width);
  }

  /** Hands on the UTF-8 of each text of a column. */
  eachText(column: number, take: (text: Uint8Array) => void): void {
    const entries = this.#entries(column);
    for (let at = 0; at < entries.byteLength; at += ENTRY_BYTES) {
      const length = entries.getUint32(at, true);
      const isInline = length <= INLINE_BYTES;
      const start = entries.byteOffset + at + (isInline ? 4 : 8);
      take(
        isInline
          ? new Uint8Array(entries.buffer, start, length)
          : bindings.get_data_from_pointer(entries.buffer, start, length),
      );
    }
  }

  /**
   * The lists of a column, whose elements have `width` bytes each.
   *
   * @throws {Error} when the elements do not lie in the order of the rows, which DuckDB brings them into for every result
   */
  lists(column: number, width: number): ListBytes {
    const vector = this.#vector(column);
    const size = bindings.list_vector_get_size(vector);
    const elements = bindings.vector_get_data(bindings.list_vector_get_child(vector), size * width);
    const entries = this.#entries(column);
    const ends = new BigUint64Array(this.rowCount);
    let end = 0;
    for (let row = 0; row < this.rowCount; row++) {
      const start = entries.getUint32(row * ENTRY_BYTES, true);
      const length = entries.getUint32(row * ENTRY_BYTES + 8, true);
      if (length > 0 && start !== end) {
        throw new Error("Cannot read a column of lists: they are not in the order of rows");
      }
      ends[row] = BigInt(end += length);
    }
    return { ends, elements: elements.subarray(0, end * width) };
  }

  #vector(column: number) {
    return bindings.data_chunk_get_vector(this.#chunk, column);
  }

  #entries(column: number): DataView<ArrayBuffer> {
    const bytes = this.fixed(column, ENTRY_BYTES);
    return new DataView(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
  }
}
