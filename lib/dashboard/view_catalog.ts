/** Which tables and views can be read, with their columns: the same on every engine, so that an empty DuckDB can tell. @module */
import { DuckDb } from "../duckdb/duckdb.ts";
import { migrateFile } from "../warehouse/duckdb_schema.ts";
import { WAREHOUSE_TABLES } from "../warehouse/tables.ts";
import type { ReadColumn } from "./view_reader.ts";

/** A table or view. */
export interface CatalogView {
  readonly name: string;
  /** What a row stands for; null for a view, whose header in `sql/views` tells it. */
  readonly grain: string | null;
  readonly columns: readonly ReadColumn[];
}

/** Describes all tables and views by name, in alphabetical order. */
export async function describeViews(): Promise<ReadonlyMap<string, CatalogView>> {
  await using database = await DuckDb.open();
  await migrateFile(database, "memory");
  const found = await database.rows<{ view: string; name: string; type: string }>(
    "select table_name as view, column_name as name, data_type as type from duckdb_columns() " +
      "where not internal and table_name <> 'schema_versions' order by table_name, column_index",
  );
  const grains = new Map(WAREHOUSE_TABLES.map(({ name, grain }) => [name, grain]));
  const columns = Map.groupBy(found, ({ view }) => view);
  return new Map(
    [...columns].map(([name, list]) => [name, {
      name,
      grain: grains.get(name) ?? null,
      columns: list.map(({ name, type }) => ({ name, type })),
    }]),
  );
}
