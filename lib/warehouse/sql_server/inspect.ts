/** The state of a database. @module */
import type { Table } from "../../table/table.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import type { Inspection, Rights, TableState } from "../inspection.ts";
import type { SchemaVersion } from "../schema_version.ts";
import { WAREHOUSE_TABLES } from "../tables.ts";
import { WarehouseError } from "../warehouse.ts";
import { quoteName } from "./column_type.ts";
import type { SqlServerConnection } from "./connection.ts";
import type { SqlServerDatabase } from "./database.ts";
import { expectedSchema, recordedSchema } from "./migrate.ts";

const TABLES: readonly Table[] = [REQUESTS, ...WAREHOUSE_TABLES];

/** Reads the state of a database, also of one that is missing. */
export async function inspectDatabase({ connection, isMissing }: SqlServerDatabase): Promise<Inspection> {
  const [server] = await connection.rows<{ version: string }>("select @@version as version");
  const tables: TableState[] = [];
  for (const table of TABLES) tables.push(isMissing ? emptyState(table) : await tableState(connection, table));
  return {
    engine: server!.version.split("\n")[0]!.trim(),
    rights: await rightsOf(connection, isMissing),
    schema: { recorded: isMissing ? null : await recordedVersion(connection), expected: await expectedSchema() },
    tables,
    sizeBytes: isMissing ? null : await sizeOf(connection),
    freeBytes: isMissing ? null : await freeOf(connection),
  };
}

async function recordedVersion(connection: SqlServerConnection): Promise<SchemaVersion | null> {
  const recorded = await recordedSchema(connection);
  return recorded === null ? null : { version: recorded.version, fingerprint: recorded.fingerprint };
}

/** Null answers are those of a server that does not know what is asked about. */
async function rightsOf(connection: SqlServerConnection, isMissing: boolean): Promise<Rights> {
  const question = isMissing
    ? "select null as may_read, null as may_write, has_perms_by_name(null, null, 'CREATE ANY DATABASE') as may_create"
    : `select
    has_perms_by_name(N'dbo.kpis', 'OBJECT', 'SELECT') as may_read,
    has_perms_by_name(N'dbo.kpis', 'OBJECT', 'INSERT') as may_write,
    has_perms_by_name(db_name(), 'DATABASE', 'CREATE TABLE') as may_create`;
  const [rights] = await connection.rows<Readonly<Record<string, number | null>>>(question);
  const asked = (answer: number | null | undefined) => answer === null || answer === undefined ? null : answer === 1;
  return { read: asked(rights!.may_read), write: asked(rights!.may_write), create: asked(rights!.may_create) };
}

async function tableState(connection: SqlServerConnection, table: Table): Promise<TableState> {
  const [state] = await attempt(() =>
    connection.rows<{ count: number; newest: number | null }>(
      `select count_big(*) as count, max(${quoteName(table.time)}) as newest from dbo.${table.name}`,
    )
  ) ?? [];
  return state === undefined ? emptyState(table) : { table: table.name, rowCount: state.count, newestAt: state.newest };
}

function emptyState({ name }: Table): TableState {
  return { table: name, rowCount: null, newestAt: null };
}

async function sizeOf(connection: SqlServerConnection): Promise<number | null> {
  const [size] = await attempt(() =>
    connection.rows<{ bytes: number | null }>(
      "select sum(cast(size as bigint)) * 8192 as bytes from sys.database_files",
    )
  ) ?? [];
  return size?.bytes ?? null;
}

async function freeOf(connection: SqlServerConnection): Promise<number | null> {
  const [free] = await attempt(() =>
    connection.rows<{ bytes: number | null }>(
      `select min(volumes.available_bytes) as bytes
from sys.database_files as files
cross apply sys.dm_os_volume_stats(db_id(), files.file_id) as volumes`,
    )
  ) ?? [];
  return free?.bytes ?? null;
}

/** What a server refuses or does not know is null; that it cannot be reached is passed on. */
async function attempt<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WarehouseError && /^\d+$/.test(error.failed?.code ?? "")) return null;
    throw error;
  }
}
