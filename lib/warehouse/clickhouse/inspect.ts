/** The state of a server or cluster. @module */
import type { Table } from "../../table/table.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import type { Inspection, Rights, TableState } from "../inspection.ts";
import { isCurrent, isNewer, type SchemaVersion } from "../schema_version.ts";
import { WAREHOUSE_TABLES } from "../tables.ts";
import { WarehouseError } from "../warehouse.ts";
import type { Cluster } from "./cluster.ts";
import { ClickHouseConnection } from "./connection.ts";
import { quoteName } from "./literal.ts";
import { expectedSchema, isUnknownTable, recordedSchema } from "./migrate.ts";
import { COMMITS, rowsTable } from "./schema.ts";

/** The codes of a refused right: read-only users, databases that are not allowed, missing grants. */
const REFUSED_CODES = ["164", "291", "497"];

/** Reads the state of all nodes. */
export async function inspectCluster({ entry, nodes }: Cluster): Promise<Inspection> {
  const tables: TableState[] = [];
  for (const table of [REQUESTS, ...WAREHOUSE_TABLES]) tables.push(await tableState(entry, table));
  const expected = await expectedSchema(entry.location);
  const recorded = await Promise.all(nodes.map(recordedSchema));
  const spaces = await Promise.all(nodes.map(spaceOf));
  const version = await askServer(entry, (server) => server.value<string>("select version()"));
  return {
    engine: `ClickHouse ${version}, ${nodes.length} node${nodes.length === 1 ? "" : "s"}`,
    rights: await rightsOf(entry),
    schema: { recorded: mostTelling(recorded, expected), expected },
    tables,
    sizeBytes: sumOf(spaces.map(({ usedBytes }) => usedBytes)),
    freeBytes: leastOf(spaces.map(({ freeBytes }) => freeBytes)),
  };
}

/** Asks where the database of the warehouse may be missing still. */
async function askServer<T>(
  { location, patience }: ClickHouseConnection,
  ask: (server: ClickHouseConnection) => Promise<T>,
): Promise<T> {
  await using server = new ClickHouseConnection({ ...location, database: "default" }, patience);
  return await ask(server);
}

/** Of several nodes the one that speaks against the others. */
function mostTelling(recorded: readonly (SchemaVersion | null)[], expected: SchemaVersion): SchemaVersion | null {
  const newer = recorded.find((found) => isNewer(found, expected));
  return newer ?? recorded.find((found) => !isCurrent(found, expected)) ?? recorded[0] ?? null;
}

/** Tries statements that need a right and change nothing: they were made before, or have no rows. */
async function rightsOf(entry: ClickHouseConnection): Promise<Rights> {
  const commits = rowsTable(COMMITS, entry.location);
  return {
    read: await may(entry, "select count() from kpis where 0"),
    write: await may(entry, `insert into ${commits} select * from ${commits} where 0`),
    create: await mayIfThere(entry, "kpis", "create view if not exists kpis as select 1 as one"),
  };
}

/** Never creates: a table that is not there says nothing about the right to make it. */
async function mayIfThere(node: ClickHouseConnection, table: string, statement: string): Promise<boolean | null> {
  const { database } = node.location;
  const known = await askServer(
    node,
    (server) => server.rows("select name from system.tables where database = $1 and name = $2", [database, table]),
  );
  return known.length === 0 ? null : await may(node, statement);
}

async function may(node: ClickHouseConnection, statement: string): Promise<boolean | null> {
  try {
    await node.run(statement);
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    if (isUnknownTable(error)) return null;
    throw error;
  }
}

async function tableState(entry: ClickHouseConnection, { name, time }: Table): Promise<TableState> {
  try {
    const [row] = await entry.rows<{ count: number; newest: number }>(
      `select count() as count, max(${quoteName(time)}) as newest from ${name}`,
    );
    return { table: name, rowCount: row!.count, newestAt: row!.count === 0 ? null : row!.newest };
  } catch (error) {
    if (isRefused(error) || isUnknownTable(error)) return { table: name, rowCount: null, newestAt: null };
    throw error;
  }
}

interface Space {
  readonly usedBytes: number | null;
  readonly freeBytes: number | null;
}

/** A user who may not ask for room is told none. */
function spaceOf(node: ClickHouseConnection): Promise<Space> {
  const used = "select toInt64(sum(bytes_on_disk)) from system.parts where database = $1 and active";
  return askServer(node, async (server) => ({
    usedBytes: await unlessRefused(server.value<number>(used, [node.location.database])),
    freeBytes: await unlessRefused(freeBytesOf(server)),
  }));
}

async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  return await asked.catch((error) => isRefused(error) ? null : Promise.reject(error));
}

function isRefused(error: unknown): boolean {
  return error instanceof WarehouseError && REFUSED_CODES.includes(error.failed?.code ?? "");
}

/** Servers before 19.15 do not tell. */
async function freeBytesOf(server: ClickHouseConnection): Promise<number | null> {
  const known = await server.rows("select name from system.tables where database = 'system' and name = 'disks'");
  return known.length === 0 ? null : await server.value<number>("select toInt64(min(free_space)) from system.disks");
}

function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => sum === null || value === null ? null : sum + value, 0);
}

function leastOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}
