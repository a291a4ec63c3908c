/** Pages: the compressed blocks that a column chunk is made of. @module */
import { constants, zstdCompressSync } from "node:zlib";
import { ByteBuffer } from "./byte_buffer.ts";
import { int32, struct, type Thrift, writeStruct } from "./thrift.ts";

/** Numbers of Parquet's format: encodings and the compression that every page uses. */
export const ENCODING = { plain: 0, rle: 3, dictionary: 8 } as const;
/** Zstandard: at its fastest level it costs less than writing the bytes that it saves. */
export const ZSTD = 6;

const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;

/** Writes a page of values; returns its size before compression, header included. */
export function writeDataPage(out: ByteBuffer, body: Uint8Array, rowCount: number, encoding: number): number {
  const header = struct({ 1: int32(rowCount), 2: int32(encoding), 3: int32(ENCODING.rle), 4: int32(ENCODING.rle) });
  return writePage(out, body, DATA_PAGE, { 5: header });
}

/** Writes the dictionary that the data pages behind it refer to; returns its size before compression. */
export function writeDictionaryPage(out: ByteBuffer, body: Uint8Array, valueCount: number): number {
  return writePage(out, body, DICTIONARY_PAGE, { 7: struct({ 1: int32(valueCount), 2: int32(ENCODING.plain) }) });
}

function writePage(out: ByteBuffer, body: Uint8Array, type: number, header: Readonly<Record<number, Thrift>>): number {
  const compressed = zstdCompressSync(body, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  const start = out.length;
  writeStruct(out, { 1: int32(type), 2: int32(body.length), 3: int32(compressed.length), ...header });
  const headerSize = out.length - start;
  out.bytes(compressed);
  return headerSize + body.length;
}
