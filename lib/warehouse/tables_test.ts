import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DuckDb } from "../duckdb/duckdb.ts";
import { listSql, readSql } from "../duckdb/sql_file.ts";
import { SQL_TYPES } from "../duckdb/sql_type.ts";
import { DAILY_TABLES, RUN_TABLES, SAMPLE_TABLES, STANDING_TABLES, WAREHOUSE_TABLES } from "./tables.ts";

async function migrated(): Promise<DuckDb> {
  const database = await DuckDb.open();
  for (const folder of ["tables", "views"]) {
    for (const name of await listSql(folder, "duckdb")) await database.runFile(name);
  }
  return database;
}

Deno.test("every file in sql/tables makes the table of a column list, and every list has its file", async () => {
  const names = (await listSql("tables", "duckdb")).map((name) => name.replace("tables/", ""));
  assertEquals(names, ["schema_versions", ...WAREHOUSE_TABLES.map(({ name }) => name)].toSorted());
});

for (const table of WAREHOUSE_TABLES) {
  Deno.test(`sql/tables/${table.name} has the columns of its list: names, order, types and nulls`, async () => {
    await using database = await migrated();
    const columns = await database.rows(
      "select column_name, data_type, is_nullable from duckdb_columns() where table_name = $1 order by column_index",
      [table.name],
    );
    const expected = Object.entries(table.columns).map(([column_name, { type, nullable }]) => (
      { column_name, data_type: SQL_TYPES[type], is_nullable: nullable === true }
    ));
    assertEquals(columns, expected);
  });

  Deno.test(`sql/tables/${table.name} says the grain and key of its list`, async () => {
    const sql = await readSql(`tables/${table.name}`, "duckdb");
    assertStringIncludes(sql, `-- Grain: ${table.grain}. Key: ${table.key.join(", ")}.\n`);
  });
}

Deno.test("every table is loaded in one way: by day, by key or by source", () => {
  const keyed = SAMPLE_TABLES.length + RUN_TABLES.length + STANDING_TABLES.length;
  assertEquals(new Set(WAREHOUSE_TABLES).size, DAILY_TABLES.length + keyed + 1);
  assertEquals(new Set(WAREHOUSE_TABLES.map(({ name }) => name)).size, WAREHOUSE_TABLES.length);
});

Deno.test("every file in sql/views makes a view of its name that can be read", async () => {
  await using database = await migrated();
  const names = (await listSql("views", "duckdb")).map((name) => name.replace("views/", ""));
  const views = await database.rows<{ name: string }>(
    "select view_name as name from duckdb_views() where not internal order by view_name",
  );
  assertEquals(views.map(({ name }) => name), names);
  for (const name of names) assertEquals(await database.rows(`from ${name}`), []);
});

Deno.test("every SQL file begins with its purpose and its grain", async () => {
  for (const folder of ["tables", "transforms", "views"]) {
    for (const name of await listSql(folder, "duckdb")) {
      assertMatch(await readSql(name, "duckdb"), /^-- Purpose: .+\.\n-- Grain: .+/, name);
    }
  }
});
