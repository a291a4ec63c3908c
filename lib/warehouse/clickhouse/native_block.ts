/**
 * Blocks of rows in ClickHouse's format Native: column after column, each behind its name and type.
 *
 * It is what servers send each other, so that they take it in without parsing, and every double arrives as it is (18.16 reads one in eight written-out doubles
 * wrong in the last digit). A block is the number of columns and of rows, then for each column its name, its type and its values: fixed width
 * values little endian, texts behind their length, arrays as the ends of each followed by all elements, and before nullable values one byte a row that is 1 for null, whose value is
 * there too and does not count. DuckDB holds its columns nearly so, and its bytes are copied as they are.
 * Source: https://clickhouse.com/docs/interfaces/formats/Native
 *
 * @module
 */
import type { ChunkBytes } from "../../duckdb/chunk_bytes.ts";
import { ByteBuffer } from "../../parquet/byte_buffer.ts";

/** Writes a column of DuckDB's. */
export type WriteColumn = (out: ByteBuffer, chunk: ChunkBytes, column: number) => void;

/** A column of a block. */
export interface NativeColumn {
  readonly name: string;
  /** ClickHouse's type. */
  readonly type: string;
  /** DuckDB's columns that it is made of, one behind the other: each with the expression that gives it. */
  readonly parts: readonly { readonly expression: string; readonly write: WriteColumn }[];
}

/** Writes numbers or booleans of so many bytes. */
export function fixed(width: number): WriteColumn {
  return (out, chunk, column) => out.bytes(chunk.fixed(column, width));
}

/** Writes lists of numbers of so many bytes as an array. */
export function lists(width: number): WriteColumn {
  return (out, chunk, column) => {
    const { ends, elements } = chunk.lists(column, width);
    out.bytes(new Uint8Array(ends.buffer));
    out.bytes(elements);
  };
}

/** Writes texts. */
export const texts: WriteColumn = (out, chunk, column) => {
  chunk.eachText(column, (text) => {
    out.varint(text.length);
    out.bytes(text);
  });
};

/** Writes a block, of a chunk that has the parts of all columns in their order. */
export function nativeBlock(columns: readonly NativeColumn[], chunk: ChunkBytes): Uint8Array<ArrayBuffer> {
  const out = new ByteBuffer(1 << 20);
  out.varint(columns.length);
  out.varint(chunk.rowCount);
  let place = 0;
  for (const { name, type, parts } of columns) {
    out.varintText(name);
    out.varintText(type);
    for (const { write } of parts) write(out, chunk, place++);
  }
  return out.written;
}
