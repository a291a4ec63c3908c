/** Makes or mends tables, views and procedures. @module */
import { REQUESTS } from "../../telemetry/request.ts";
import { requireNotNewer } from "../require_schema.ts";
import { isCurrent, type SchemaVersion, versionOf } from "../schema_version.ts";
import { WAREHOUSE_TABLES } from "../tables.ts";
import type { SqlServerCapabilities } from "./capability.ts";
import { columnDefinition } from "./column_type.ts";
import type { Session, SqlServerConnection } from "./connection.ts";
import { showSqlServerLocation } from "./location.ts";
import { takeLock } from "./lock.ts";
import { type Migration, readSchema, type Schema, type SchemaObject } from "./schema.ts";

/** What a database says about its schema. */
export interface RecordedSchema extends SchemaVersion {
  /** Number of the newest migration that was run. */
  readonly migration: number;
}

/**
 * Brings a database to the schema of this version of the project, all of it or nothing; one that has it already is only read.
 *
 * Tables of the original project that have the name of a view of ours stay, and the view is not made.
 *
 * @throws {WarehouseError} when a newer version of the project has made the tables, or a right is missing
 */
export async function migrate(connection: SqlServerConnection, capabilities: SqlServerCapabilities): Promise<void> {
  const schema = await readSchema();
  const expected = await versionOf(schema);
  const isDone = (recorded: RecordedSchema | null) => {
    requireNotNewer(recorded, expected, showSqlServerLocation(connection.location));
    return isCurrent(recorded, expected);
  };
  if (isDone(await recordedSchema(connection))) return;
  await connection.transaction(async (session) => {
    await takeLock(session, "schema");
    const recorded = await recordedSchema(session);
    if (isDone(recorded)) return;
    await apply(session, schema, { last: recorded?.migration ?? 0, capabilities });
    await session.run("insert into dbo.schema_versions (version, migration, fingerprint) values ($1, $2, $3)", [
      expected.version,
      Math.max(0, ...schema.migrations.map(({ number }) => number)),
      expected.fingerprint,
    ]);
  });
}

/** The state that {@linkcode migrate} brings about. */
export async function expectedSchema(): Promise<SchemaVersion> {
  return versionOf(await readSchema());
}

/** Reads which state a database is in; null where none is recorded. */
export async function recordedSchema(session: Pick<Session, "rows">): Promise<RecordedSchema | null> {
  const [found] = await session.rows<{ id: number | null }>("select object_id(N'dbo.schema_versions', N'U') as id");
  if (found!.id === null) return null;
  const [recorded] = await session.rows<RecordedSchema>(
    "select top (1) version, migration, fingerprint from dbo.schema_versions order by change_id desc",
  );
  return recorded ?? null;
}

async function apply(
  session: Session,
  { tables, migrations, objects }: Schema,
  { last, capabilities }: { readonly last: number; readonly capabilities: SqlServerCapabilities },
): Promise<void> {
  for (const batch of tables) await session.run(batch);
  await addColumns(session);
  const isDue = ({ number, needs }: Migration) => number > last && (needs === null || capabilities[needs]);
  for (const { batches } of migrations.filter(isDue)) {
    for (const batch of batches) await session.run(batch);
  }
  const taken = await session.rows<{ name: string }>("select lower(name) as name from sys.tables");
  const made = objects.filter(({ name }) => !taken.some((table) => table.name === name.toLowerCase()));
  for (const { kind, name } of made.toReversed()) await session.run(`drop ${kind} if exists dbo.${name}`);
  for (const object of made) await create(session, object);
}

/** Adds what older tables lack; rows from before have null there. */
async function addColumns(session: Session): Promise<void> {
  const known = await session.rows<{ name: string }>(
    `select concat(tables.name, N'.', columns.name) as name
from sys.tables as tables
inner join sys.columns as columns on columns.object_id = tables.object_id`,
  );
  const names = new Set(known.map(({ name }) => name));
  for (const { name: table, columns } of [...WAREHOUSE_TABLES, REQUESTS]) {
    for (const [name, column] of Object.entries(columns)) {
      if (names.has(`${table}.${name}`)) continue;
      await session.run(`alter table dbo.${table} add ${columnDefinition(name, column)} null`);
    }
  }
}

/** A view or procedure must be the first of its batch. */
async function create(session: Session, { definition }: SchemaObject): Promise<void> {
  await session.run(definition.replaceAll(/^--.*\n/gm, "").trim());
}
