/** SQL lives in named files under `sql/`; this is how code gets at them. @module */

/** The SQL of an engine; `NAME.DIALECT.sql` is the file of a statement in it. */
export type Dialect = "duckdb" | "clickhouse" | "sqlserver";

const SQL_ROOT = new URL("../../sql/", import.meta.url);

/**
 * Reads a SQL file of a dialect.
 *
 * @param name folder and name, such as `transforms/kpis`
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * assertStringIncludes(await readSql("transforms/kpis", "duckdb"), "percentiles");
 * ```
 */
export function readSql(name: string, dialect: Dialect): Promise<string> {
  return Deno.readTextFile(new URL(`${name}.${dialect}.sql`, SQL_ROOT));
}

/** Names of the SQL files in a folder of `sql/` for a dialect, in alphabetical order, as {@linkcode readSql} wants them. */
export async function listSql(folder: string, dialect: Dialect): Promise<string[]> {
  const names: string[] = [];
  const ending = `.${dialect}.sql`;
  for await (const entry of Deno.readDir(new URL(`${folder}/`, SQL_ROOT))) {
    if (entry.name.endsWith(ending)) names.push(`${folder}/${entry.name.slice(0, -ending.length)}`);
  }
  return names.sort();
}
