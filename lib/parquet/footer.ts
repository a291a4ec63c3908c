/** The footer of a Parquet file: its schema, and where each column of each row group lies. @module */
import type { Table } from "../table/table.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import type { ColumnChunk } from "./column_builder.ts";
import { ZSTD } from "./page.ts";
import { type Leaf, leavesOf, schemaElements } from "./schema.ts";
import { int32, int64, struct, structs, text, type Thrift, type ThriftFields, writeStruct } from "./thrift.ts";

/** What a Parquet file begins and ends with. */
export const MAGIC: Uint8Array<ArrayBuffer> = new TextEncoder().encode("PAR1");

/** A row group in its file. */
export interface PlacedGroup {
  /** Where it begins in the file. */
  readonly offset: number;
  readonly rowCount: number;
  readonly chunks: readonly ColumnChunk[];
}

/** Encodes the footer, its length and the closing magic. */
export function footerOf(table: Table, groups: readonly PlacedGroup[]): Uint8Array<ArrayBuffer> {
  const footer = new ByteBuffer();
  writeStruct(footer, footerFields(table, groups));
  footer.int32(footer.length);
  footer.bytes(MAGIC);
  return footer.written;
}

function footerFields(table: Table, groups: readonly PlacedGroup[]): ThriftFields {
  const columns = Object.entries(table.columns);
  const root = { 4: text("schema"), 5: int32(columns.length) };
  const leaves = leavesOf(table);
  return {
    1: int32(1),
    2: structs([root, ...columns.flatMap(([name, { type }]) => schemaElements(name, type))]),
    3: int64(groups.reduce((sum, group) => sum + group.rowCount, 0)),
    4: structs(groups.map((group) => rowGroupFields(group, leaves))),
    6: text("load balancer observability"),
  };
}

function rowGroupFields(group: PlacedGroup, leaves: readonly Leaf[]): ThriftFields {
  return {
    1: structs(group.chunks.map((chunk, i) => chunkFields(chunk, group.offset, leaves[i]!))),
    2: int64(group.chunks.reduce((sum, chunk) => sum + chunk.uncompressedSize, 0)),
    3: int64(group.rowCount),
  };
}

function chunkFields(chunk: ColumnChunk, offset: number, { path, physicalType }: Leaf): ThriftFields {
  const start = offset + (chunk.dictionaryOffset ?? chunk.dataOffset);
  const meta: ThriftFields = {
    1: int32(physicalType),
    2: { type: "list", of: "int32", value: chunk.encodings.map(int32) },
    3: { type: "list", of: "binary", value: path.map(text) },
    4: int32(ZSTD),
    5: int64(chunk.valueCount),
    6: int64(chunk.uncompressedSize),
    7: int64(chunk.compressedSize),
    9: int64(offset + chunk.dataOffset),
    ...(chunk.dictionaryOffset === null ? {} : { 11: int64(offset + chunk.dictionaryOffset) }),
    ...(chunk.range === null ? {} : { 12: struct({ 5: word(chunk.range.max), 6: word(chunk.range.min) }) }),
  };
  return { 2: int64(start), 3: struct(meta) };
}

/** A 64-bit number as the bytes of a value. */
function word(value: number): Thrift {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value), true);
  return { type: "binary", value: bytes };
}
