/** The footer of a Parquet file: its schema, and where each column of each row group lies. @module */
import type { Column, Table } from "../table/table.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import type { ColumnChunk } from "./column_builder.ts";
import { ZSTD } from "./page.ts";
import { int32, int64, struct, structs, text, type Thrift, type ThriftFields, writeStruct } from "./thrift.ts";

/** What a Parquet file begins and ends with. */
export const MAGIC: Uint8Array<ArrayBuffer> = new TextEncoder().encode("PAR1");

const PHYSICAL = { instant: 2, integer: 2, real: 5, boolean: 0, text: 6, json: 6, sketch: 6 } as const;
const UTF8 = 0;
const OPTIONAL = 1;

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
  return {
    1: int32(1),
    2: structs([root, ...columns.map(([name, column]) => schemaElement(name, column))]),
    3: int64(groups.reduce((sum, group) => sum + group.rowCount, 0)),
    4: structs(groups.map((group) => rowGroupFields(group, columns))),
    6: text("load balancer observability"),
  };
}

function schemaElement(name: string, column: Column): ThriftFields {
  const base = { 1: int32(PHYSICAL[column.type]), 3: int32(OPTIONAL), 4: text(name) };
  if (column.type === "text" || column.type === "json") return { ...base, 6: int32(UTF8) };
  if (column.type === "instant") return { ...base, 10: struct({ 8: utcMilliseconds() }) };
  return base;
}

/** Without `isAdjustedToUTC` readers show the instant as it is, in UTC, and not in the zone of the machine. */
function utcMilliseconds(): Thrift {
  return struct({ 1: { type: "boolean", value: false }, 2: struct({ 1: struct({}) }) });
}

function rowGroupFields(group: PlacedGroup, columns: [string, Column][]): ThriftFields {
  return {
    1: structs(group.chunks.map((chunk, i) => chunkFields(chunk, group.offset, columns[i]!))),
    2: int64(group.chunks.reduce((sum, chunk) => sum + chunk.uncompressedSize, 0)),
    3: int64(group.rowCount),
  };
}

function chunkFields(chunk: ColumnChunk, offset: number, [name, column]: [string, Column]): ThriftFields {
  const start = offset + (chunk.dictionaryOffset ?? chunk.dataOffset);
  const meta: ThriftFields = {
    1: int32(PHYSICAL[column.type]),
    2: { type: "list", of: "int32", value: chunk.encodings.map(int32) },
    3: { type: "list", of: "binary", value: [text(name)] },
    4: int32(ZSTD),
    5: int64(chunk.rowCount),
    6: int64(chunk.uncompressedSize),
    7: int64(chunk.compressedSize),
    9: int64(offset + chunk.dataOffset),
    ...(chunk.dictionaryOffset === null ? {} : { 11: int64(offset + chunk.dictionaryOffset) }),
  };
  return { 2: int64(start), 3: struct(meta) };
}
