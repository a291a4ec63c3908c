import { assertEquals, assertThrows } from "@std/assert";
import { readFiles } from "./read_files.ts";
import { describeSql, sqlSection } from "./view_reference.ts";

const HEADER = "-- Purpose: what fires now.\n-- Grain: one row an alert.\n-- Input: alerts.\n";

Deno.test("describeSql() takes each view once, and the file of DuckDB where there is one", () => {
  const files = new Map([
    ["sql/views/firing.clickhouse.sql", "select"],
    ["sql/views/firing.duckdb.sql", HEADER],
    ["sql/views/vw_Old.sqlserver.sql", HEADER],
  ]);
  const described = describeSql(files, new Map([["firing", ["alert_id", "rule"]]]));
  assertEquals(described.map(({ name, onlyEngine }) => [name, onlyEngine]), [["firing", null], [
    "vw_Old",
    "SQL Server",
  ]]);
  assertEquals(
    sqlSection(described[0]!),
    "### firing\n\nWhat fires now.\n\nGrain: one row an alert. Input: alerts. Columns: `alert_id`, `rule`. " +
      "[SQL](../sql/views/firing.duckdb.sql)",
  );
});

Deno.test("a view that does not say what it is for cannot be documented", () => {
  const files = new Map([["sql/views/new.duckdb.sql", "-- Grain: one row.\nselect 1"]]);
  assertThrows(() => describeSql(files, new Map()), SyntaxError, 'Cannot document "sql/views/new.duckdb.sql"');
});

Deno.test("the data reference has every view, procedure and table", () => {
  const reference = readFiles(["docs/data_reference.md"], [".md"]).get("docs/data_reference.md")!;
  const files = [...readFiles(["sql/views", "sql/procedures", "sql/tables"], [".sql"]).keys()];
  const names = new Set(files.map((path) => path.split("/").at(-1)!.split(".")[0]!));
  const hidden = [...names].filter((name) => !new RegExp(`^##+ ${name}$`, "m").test(reference));
  assertEquals(hidden, []);
});
