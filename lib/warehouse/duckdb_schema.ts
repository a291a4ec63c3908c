/** Tables and views of a DuckDB file, and which version of them it has. @module */
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier } from "../duckdb/quote.ts";
import { listSql, readSql } from "../duckdb/sql_file.ts";
import { SQL_TYPES } from "../duckdb/sql_type.ts";
import { isCurrent, type SchemaVersion, versionOf } from "./schema_version.ts";
import { requireNotNewer } from "./require_schema.ts";
import { WAREHOUSE_TABLES } from "./tables.ts";

/** The state that {@linkcode migrateFile} brings about. */
export async function expectedSchema(): Promise<SchemaVersion> {
  return versionOf(await statements());
}

/** Reads which state a database is in; null where none is recorded. */
export async function recordedSchema(database: DuckDb): Promise<SchemaVersion | null> {
  const known = await database.rows("select 1 from duckdb_tables() where table_name = 'schema_versions'");
  if (known.length === 0) return null;
  const [latest] = await database.rows<SchemaVersion>(
    "select version, fingerprint from schema_versions order by applied_at desc limit 1",
  );
  return latest ?? null;
}

/**
 * Makes what is missing, all of it or nothing; a database that has this state already is only read.
 *
 * @param place the warehouse's location for people
 * @throws {WarehouseError} when a newer version of the project has made the tables
 */
export async function migrateFile(database: DuckDb, place: string): Promise<void> {
  const expected = await expectedSchema();
  const recorded = await recordedSchema(database);
  requireNotNewer(recorded, expected, place);
  if (isCurrent(recorded, expected)) return;
  await database.transaction(() => apply(database, expected));
}

async function apply(database: DuckDb, { version, fingerprint }: SchemaVersion): Promise<void> {
  const { tables, views } = await statements();
  await database.run([...tables, ...addedColumns(), ...views].join("\n"));
  await database.run("insert into schema_versions values ($1, $2, now()::timestamp)", [version, fingerprint]);
}

interface Statements {
  readonly tables: readonly string[];
  readonly views: readonly string[];
}

async function statements(): Promise<Statements> {
  const read = async (folder: string) =>
    await Promise.all((await listSql(folder, "duckdb")).map((name) => readSql(name, "duckdb")));
  return { tables: await read("tables"), views: await read("views") };
}

/** Adds what older tables lack; rows from before have null there. */
function addedColumns(): string[] {
  return WAREHOUSE_TABLES.flatMap(({ name, columns }) =>
    Object.entries(columns).map(([column, { type }]) =>
      `alter table ${name} add column if not exists ${quoteIdentifier(column)} ${SQL_TYPES[type]};`
    )
  );
}
