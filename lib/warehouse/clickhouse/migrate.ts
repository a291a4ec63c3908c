/** Makes or mends the tables and views of every node. @module */
import { REQUESTS } from "../../telemetry/request.ts";
import { requireNotNewer } from "../require_schema.ts";
import { isCurrent, type SchemaVersion, versionOf } from "../schema_version.ts";
import { WAREHOUSE_TABLES } from "../tables.ts";
import { WarehouseError } from "../warehouse.ts";
import type { Cluster } from "./cluster.ts";
import { clickHouseType } from "./column_type.ts";
import type { ClickHouseConnection } from "./connection.ts";
import { literal, quoteName } from "./literal.ts";
import { type ClickHouseLocation, showLocation } from "./location.ts";
import { readSchema, type Schema } from "./schema.ts";

/** The codes of a table or database that is not there. */
const UNKNOWN_TABLE_CODES = ["60", "81"];

/**
 * Makes what is missing on each node; a node that has this version already is left alone.
 *
 * Views of another version are made anew one after the other, so that a reader may miss one for a moment; first loaders at once do not get into each other's way.
 *
 * @throws {WarehouseError} when a newer version of the project has made the tables of a node
 */
export async function migrate(cluster: Cluster): Promise<void> {
  const { entry, nodes } = cluster;
  await cluster.makeDatabase();
  const schema = await readSchema(entry.location);
  const expected = await versionOf(schema);
  const recorded = await Promise.all(nodes.map(recordedSchema));
  for (const found of recorded) requireNotNewer(found, expected, showLocation(entry.location));
  for (const [i, node] of nodes.entries()) {
    if (!isCurrent(recorded[i]!, expected)) await apply(node, schema, { recorded: recorded[i]!, expected });
  }
}

/** The state that {@linkcode migrate} brings about. */
export async function expectedSchema(location: ClickHouseLocation): Promise<SchemaVersion> {
  return versionOf(await readSchema(location));
}

/** Reads which state a node is in; null where none is recorded. */
export async function recordedSchema(node: ClickHouseConnection): Promise<SchemaVersion | null> {
  const sql = "select * from schema_versions_local order by applied_at desc limit 1";
  try {
    const [row] = await node.rows<{ version?: number; fingerprint: string }>(sql);
    return row === undefined ? null : { version: row.version ?? 0, fingerprint: row.fingerprint };
  } catch (error) {
    if (isUnknownTable(error)) return null;
    throw error;
  }
}

/** Tells whether a statement failed because its table, or the database, is not there. */
export function isUnknownTable(error: unknown): boolean {
  return error instanceof WarehouseError && UNKNOWN_TABLE_CODES.includes(error.failed?.code ?? "");
}

interface Versions {
  readonly recorded: SchemaVersion | null;
  readonly expected: SchemaVersion;
}

async function apply(node: ClickHouseConnection, schema: Schema, { recorded, expected }: Versions): Promise<void> {
  for (const statement of schema.tables) await node.run(statement);
  if (recorded !== null) await addColumns(node);
  for (const [name, statement] of Object.entries(schema.views)) {
    if (recorded !== null) await node.run(`drop table if exists ${name}`);
    await node.run(statement);
  }
  await record(node, expected);
}

/** Takes a moment later than that of every other record, because moments are whole seconds and the latest counts. */
async function record(node: ClickHouseConnection, { version, fingerprint }: SchemaVersion): Promise<void> {
  await node.run(`
    insert into schema_versions_local (version, fingerprint, applied_at)
    select ${version}, ${literal(fingerprint)}, greatest(now(), max(applied_at) + 1) from schema_versions_local
  `);
}

/** Adds what older tables lack; rows from before have the default of the type there. */
async function addColumns(node: ClickHouseConnection): Promise<void> {
  const rows = await node.rows<{ table: string; name: string }>(
    "select table, name from system.columns where database = $1 and (table like '%_local' or table like '%_all')",
    [node.location.database],
  );
  const known = Map.groupBy(rows, ({ table }) => table);
  const add = async (table: string, columns: Readonly<Record<string, string>>) => {
    const names = (known.get(table) ?? []).map(({ name }) => name);
    if (names.length === 0) return;
    for (const [name, type] of Object.entries(columns).filter(([name]) => !names.includes(name))) {
      await node.run(`alter table ${table} add column ${quoteName(name)} ${type}`);
    }
  };
  await add("schema_versions_local", { version: "UInt32" });
  for (const { name, columns } of [...WAREHOUSE_TABLES, REQUESTS]) {
    const types = Object.fromEntries(
      Object.entries(columns).map(([column, spec]) => [column, clickHouseType(spec)]),
    );
    for (const table of [`${name}_local`, `${name}_all`]) await add(table, types);
  }
}
