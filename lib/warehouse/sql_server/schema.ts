/** The T-SQL that makes tables, views and procedures, in the order in which it is run. @module */
import { type Dialect, listSql, readSql } from "../../duckdb/sql_file.ts";
import type { SqlServerCapabilities } from "./capability.ts";

const DIALECT: Dialect = "sqlserver";

/** A numbered step of the schema, run once. */
export interface Migration {
  /** Its number, from 1: that of its file. */
  readonly number: number;
  readonly batches: readonly string[];
  /** What the server must have for it; null where any will do. */
  readonly needs: keyof SqlServerCapabilities | null;
}

/** A view or procedure. */
export interface SchemaObject {
  readonly name: string;
  readonly kind: "view" | "procedure";
  readonly definition: string;
}

/** All that makes the schema. */
export interface Schema {
  /** Batches that make tables where they are missing. */
  readonly tables: readonly string[];
  readonly migrations: readonly Migration[];
  readonly objects: readonly SchemaObject[];
}

/** What the line `-- Needs: …` of a migration asks for. */
const NEEDS: Readonly<Record<string, keyof SqlServerCapabilities>> = { columnstore: "hasColumnstore" };

/** Reads the schema of this version of the project. */
export async function readSchema(): Promise<Schema> {
  const tables = (await readAll("tables")).flatMap(({ sql }) => batchesOf(sql));
  const migrations = (await readAll("migrations")).map(migrationOf);
  const checks = (await readAll("checks")).map(({ name, sql }): SchemaObject => (
    { name: `check_${name}`, kind: "view", definition: `create view dbo.check_${name} as\n${sql}` }
  ));
  const views = (await readAll("views")).map(({ name, sql }): SchemaObject => ({
    name,
    kind: "view",
    definition: sql,
  }));
  const procedures = (await readAll("procedures")).map(({ name, sql }): SchemaObject => (
    { name, kind: "procedure", definition: sql }
  ));
  return { tables, migrations, objects: [...inOrderOfUse(views), ...checks, ...procedures] };
}

/**
 * Divides a file into batches, which `go` ends as in sqlcmd.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(batchesOf("select 1;\ngo\nselect 'go';\n"), ["select 1;", "select 'go';"]);
 * ```
 */
export function batchesOf(sql: string): string[] {
  return sql.split(/^go\s*$/im).map((batch) => batch.trim()).filter((batch) => batch !== "");
}

interface SqlText {
  readonly name: string;
  readonly sql: string;
}

async function readAll(folder: string): Promise<SqlText[]> {
  const paths = await listSql(folder, DIALECT);
  return await Promise.all(
    paths.map(async (path) => ({ name: path.slice(folder.length + 1), sql: await readSql(path, DIALECT) })),
  );
}

function migrationOf({ name, sql }: SqlText): Migration {
  const needed = /^-- Needs: (\w+)\.$/m.exec(sql)?.[1];
  return { number: Number(name.slice(0, 4)), batches: batchesOf(sql), needs: needed ? NEEDS[needed]! : null };
}

/** A view that reads another comes after it. */
function inOrderOfUse(views: readonly SchemaObject[]): SchemaObject[] {
  const reads = (view: SchemaObject, other: SchemaObject) =>
    view !== other && new RegExp(`\\bdbo\\.${other.name}\\b`).test(view.definition);
  return [
    ...views.filter((view) => !views.some((other) => reads(view, other))),
    ...views.filter((view) => views.some((other) => reads(view, other))),
  ];
}
