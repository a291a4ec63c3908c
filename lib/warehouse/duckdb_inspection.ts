/** The state of an embedded warehouse. @module */
import { statfs } from "node:fs/promises";
import { dirname } from "@std/path";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier } from "../duckdb/quote.ts";
import type { Table } from "../table/table.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { expectedSchema, recordedSchema } from "./duckdb_schema.ts";
import type { Inspection, TableState } from "./inspection.ts";
import type { RequestArchive } from "./request_archive.ts";
import { WAREHOUSE_TABLES } from "./tables.ts";

/** Reads the state of a file that is open for writing, which is every right that DuckDB knows. */
export async function inspectFile(database: DuckDb, path: string, archive: RequestArchive): Promise<Inspection> {
  const { version } = await database.row<{ version: string }>("select version() as version");
  const tables: TableState[] = [];
  for (const table of [REQUESTS, ...WAREHOUSE_TABLES]) tables.push(await tableState(database, table));
  const sizes = [await fileSize(path), await fileSize(`${path}.wal`), await archive.sizeBytes()];
  const { bavail, bsize } = await statfs(dirname(path));
  return {
    engine: `DuckDB ${version}`,
    rights: { read: true, write: true, create: true },
    schema: { recorded: await recordedSchema(database), expected: await expectedSchema() },
    tables,
    sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
    freeBytes: bavail * bsize,
  };
}

async function tableState(database: DuckDb, { name, time }: Table): Promise<TableState> {
  const known = await database.rows("select 1 from duckdb_columns() where table_name = $1 limit 1", [name]);
  if (known.length === 0) return { table: name, rowCount: null, newestAt: null };
  const { count, newest } = await database.row<{ count: number; newest: number | null }>(
    `select count(*) as count, max(${quoteIdentifier(time)}) as newest from ${name}`,
  );
  return { table: name, rowCount: count, newestAt: newest };
}

async function fileSize(path: string): Promise<number> {
  try {
    return (await Deno.stat(path)).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}
