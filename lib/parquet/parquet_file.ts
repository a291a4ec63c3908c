/**
 * A Parquet file that is written row group by row group and becomes visible only when it is whole.
 *
 * Why our own: row groups are encoded side by side in workers and only appended here, which no library for this runtime offers; the file is
 * otherwise plain Parquet (format version 1, Zstandard pages) and its tests read it back with DuckDB.
 * Source: Apache Parquet, `parquet.thrift` and `README.md`.
 *
 * @module
 */
import type { Column, Table } from "../table/table.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import type { ColumnChunk } from "./column_builder.ts";
import { ZSTD } from "./page.ts";
import type { RowGroup } from "./row_group.ts";
import { int32, int64, struct, structs, text, type Thrift, type ThriftFields, writeStruct } from "./thrift.ts";

const MAGIC = new TextEncoder().encode("PAR1");
const PHYSICAL = { instant: 2, integer: 2, real: 5, boolean: 0, text: 6, json: 6, sketch: 6 } as const;
const UTF8 = 0;
const OPTIONAL = 1;

interface Placed extends RowGroup {
  readonly offset: number;
}

/** A Parquet file under a temporary name, renamed when it is finished. */
export class ParquetFile {
  readonly #table: Table;
  readonly #path: string;
  readonly #file: Deno.FsFile;
  readonly #groups: Omit<Placed, "bytes">[] = [];
  #offset = 0;
  #isOpen = true;

  private constructor(table: Table, path: string, file: Deno.FsFile) {
    this.#table = table;
    this.#path = path;
    this.#file = file;
  }

  /** Starts a file that will be at `path`; what stands there now stays until the new file is whole. */
  static async create(table: Table, path: string): Promise<ParquetFile> {
    const file = await Deno.open(partial(path), { write: true, create: true, truncate: true });
    const parquet = new ParquetFile(table, path, file);
    await parquet.#write(MAGIC);
    return parquet;
  }

  /** Appends a row group. */
  async append(group: RowGroup): Promise<void> {
    if (group.rowCount === 0) return;
    this.#groups.push({ offset: this.#offset, rowCount: group.rowCount, chunks: group.chunks });
    await this.#write(group.bytes);
  }

  /** Writes the footer and gives the file its name. */
  async finish(): Promise<void> {
    const footer = new ByteBuffer();
    writeStruct(footer, this.#footer());
    footer.int32(footer.length);
    footer.bytes(MAGIC);
    await this.#write(footer.written);
    this.#close();
    await Deno.rename(partial(this.#path), this.#path);
  }

  /** Gives the file up and removes what was written of it; a finished file stays. */
  async abandon(): Promise<void> {
    if (this.#isOpen) await Deno.remove(partial(this.#path));
    this.#close();
  }

  #close(): void {
    if (this.#isOpen) this.#file.close();
    this.#isOpen = false;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) written += await this.#file.write(bytes.subarray(written));
    this.#offset += bytes.length;
  }

  #footer(): ThriftFields {
    const columns = Object.entries(this.#table.columns);
    const root = { 4: text("schema"), 5: int32(columns.length) };
    return {
      1: int32(1),
      2: structs([root, ...columns.map(([name, column]) => schemaElement(name, column))]),
      3: int64(this.#groups.reduce((sum, group) => sum + group.rowCount, 0)),
      4: structs(this.#groups.map((group) => rowGroupFields(group, columns))),
      6: text("load balancer observability"),
    };
  }
}

const partial = (path: string) => `${path}.partial`;

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

function rowGroupFields(group: Omit<Placed, "bytes">, columns: [string, Column][]): ThriftFields {
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
