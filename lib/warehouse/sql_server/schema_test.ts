import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { listSql, readSql } from "../../duckdb/sql_file.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import { WAREHOUSE_TABLES } from "../tables.ts";
import { columnDefinition } from "./column_type.ts";
import { batchesOf, readSchema } from "./schema.ts";

for (const table of [...WAREHOUSE_TABLES, REQUESTS]) {
  Deno.test(`sql/tables/${table.name} for SQL Server has the columns, grain and key of its list`, async () => {
    const sql = await readSql(`tables/${table.name}`, "sqlserver");
    assertStringIncludes(sql, `-- Grain: ${table.grain}. Key: ${table.key.join(", ")}.\n`);
    const lines = sql.slice(sql.indexOf("(\n")).split("\n").slice(1).map((line) => line.trim().replace(/,$/, ""));
    const expected = Object.entries(table.columns).map(([name, column]) =>
      `${columnDefinition(name, column)}${column.nullable ? "" : " not null"}`
    );
    assertEquals(lines.slice(0, expected.length).map((line) => line.replace(/^"?(\w+)"?/, "[$1]")), expected);
  });
}

Deno.test("SQL Server has a file for each view and check that DuckDB has", async () => {
  for (const folder of ["views", "checks"]) {
    const files = await listSql(folder, "sqlserver");
    for (const name of await listSql(folder, "duckdb")) assert(files.includes(name), name);
  }
});

Deno.test("the files of SQL Server say their purpose and make what they are named after", async () => {
  for (const folder of ["tables", "views", "procedures"]) {
    for (const path of await listSql(folder, "sqlserver")) {
      const sql = await readSql(path, "sqlserver");
      assertMatch(sql, /^-- Purpose: .+\.\n-- Grain: .+/, path);
      assertMatch(sql, new RegExp(`^create ${folder.slice(0, -1)} dbo\\.${path.split("/")[1]}\\b`, "m"), path);
    }
  }
});

Deno.test("migrations are numbered from 1 without a gap", async () => {
  const { migrations } = await readSchema();
  assertEquals(migrations.map(({ number }) => number), migrations.map((_, i) => i + 1));
});

Deno.test("readSchema() makes a view after those that it reads", async () => {
  const names = (await readSchema()).objects.map(({ name }) => name);
  assert(names.indexOf("AnalyticsReports") < names.indexOf("vw_LatestAnalyticsReports"));
  assert(names.indexOf("check_duplicate_keys") < names.indexOf("sp_CheckDataQuality"));
});

Deno.test("sp_CheckDataQuality makes every check that there is", async () => {
  const made = (await readSql("procedures/sp_CheckDataQuality", "sqlserver")).matchAll(/dbo\.check_(\w+)/g);
  const files = await listSql("checks", "sqlserver");
  assertEquals([...made].map(([, name]) => `checks/${name}`).toSorted(), files.toSorted());
});

Deno.test("no file of SQL Server uses what a lesser server lacks", async () => {
  const lacking = /\bmerge\b|create or alter|percentile_cont|\bformat\(|string_split\([^)]*,[^)]*,/i;
  for (const folder of ["tables", "views", "checks", "procedures", "migrations"]) {
    for (const path of await listSql(folder, "sqlserver")) {
      const code = (await readSql(path, "sqlserver")).replaceAll(/--.*$/gm, "");
      assert(!lacking.test(code), path);
    }
  }
});

Deno.test("batchesOf() divides at lines that say go, however they are written", () => {
  assertEquals(batchesOf("a\nGO\n\nb\ngo  \n"), ["a", "b"]);
});
