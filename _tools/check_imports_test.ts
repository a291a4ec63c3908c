import { assertEquals, assertMatch } from "@std/assert";
import { checkImports, folderOf } from "./check_imports.ts";
import { IMPORT_RULES } from "./import_rules.ts";
import { formatProblem } from "./report_problems.ts";

const RULES = {
  folders: { "lib/kpi": ["lib/table"], "lib/table": [], "lib/warehouse": ["sql"], "sql": [], "workflows": ["lib/*"] },
  packages: {
    "@duckdb/node-api": ["lib/warehouse/duckdb.ts"],
    "vega": ["lib/chart/"],
    "@std/assert": ["tests"],
    "@std": ["*"],
  },
};

function complaints(modules: Record<string, string>): string[] {
  return checkImports(new Map(Object.entries(modules)), RULES).map(formatProblem);
}

Deno.test("checkImports() accepts imports along the flow, within a folder and of packages in their place", () => {
  const modules = {
    "lib/kpi/kpi.ts":
      'import { a } from "../table/table.ts";\nimport "./apdex.ts";\nimport { parse } from "@std/csv/parse";',
    "lib/warehouse/duckdb.ts": 'import "@duckdb/node-api";\nconst at = new URL("../../sql/a.sql", import.meta.url);',
    "lib/kpi/kpi_test.ts": 'import "../../workflows/pipeline.ts";\nimport "@std/assert";',
    "workflows/pipeline.ts": 'import { b } from "../lib/kpi/kpi.ts";',
  };
  assertEquals(complaints(modules), []);
});

Deno.test("checkImports() names file, line and remedy of an import against the flow", () => {
  const [complaint, ...others] = complaints({ "lib/table/table.ts": '\nimport { a } from "../kpi/kpi.ts";' });
  assertEquals(
    complaint,
    "lib/table/table.ts:2: lib/table may not import lib/kpi, only nothing; move what is shared to an earlier folder or pass it in",
  );
  assertEquals(others, []);
});

Deno.test("checkImports() sees re-exports, dynamic imports, workers and SQL files as imports", () => {
  const ways = [
    'export { a } from "../warehouse/a.ts";',
    'export * from "../warehouse/a.ts";',
    'import type { A } from "../warehouse/a.ts";',
    'const a = await import("../warehouse/a.ts");',
    'new Worker(new URL("../warehouse/a.ts", import.meta.url))',
    "readTextFile(new URL(`../../sql/${name}.sql`, import.meta.url))",
  ];
  for (const way of ways) assertEquals(complaints({ "lib/kpi/kpi.ts": way }).length, 1, way);
});

Deno.test("checkImports() refuses a workflow imported by the library", () => {
  assertMatch(
    complaints({ "lib/kpi/kpi.ts": 'import "../../workflows/pipeline.ts";' })[0]!,
    /may not import workflows/,
  );
});

Deno.test("checkImports() refuses a test imported by anything that is no test", () => {
  assertMatch(
    complaints({ "lib/kpi/kpi.ts": 'import "./kpi_test.ts";' })[0]!,
    /imports the test lib\/kpi\/kpi_test\.ts/,
  );
});

Deno.test("checkImports() refuses folders that are not declared, on either side", () => {
  assertMatch(complaints({ "lib/kpi/kpi.ts": 'import "../utils/a.ts";' })[0]!, /lib\/utils is not declared/);
  assertMatch(complaints({ "lib/utils/a.ts": 'import "../table/table.ts";' })[0]!, /lib\/utils is not declared/);
});

Deno.test("checkImports() refuses a driver outside its adapter", () => {
  const [complaint] = complaints({ "lib/warehouse/open.ts": 'import { DuckDBInstance } from "@duckdb/node-api";' });
  assertMatch(complaint!, /open\.ts:1: imports "@duckdb\/node-api", which only lib\/warehouse\/duckdb\.ts may/);
});

Deno.test("checkImports() refuses test packages outside tests and packages without a place", () => {
  assertMatch(complaints({ "lib/kpi/kpi.ts": 'import "@std/assert";' })[0]!, /which only tests may/);
  assertMatch(complaints({ "lib/kpi/kpi.ts": 'import "vega-lite";' })[0]!, /"vega-lite", which is not declared/);
  assertMatch(complaints({ "lib/kpi/kpi.ts": 'import "npm:lodash";' })[0]!, /"npm:lodash", which is not declared/);
});

Deno.test("checkImports() reports a cycle of files with the way around it", () => {
  const modules = {
    "lib/kpi/a.ts": '\nimport "./b.ts";',
    "lib/kpi/b.ts": 'import "./c.ts";',
    "lib/kpi/c.ts": 'import "./a.ts";',
  };
  assertMatch(
    complaints(modules)[0]!,
    /^lib\/kpi\/a\.ts:2: .*a\.ts -> lib\/kpi\/b\.ts -> lib\/kpi\/c\.ts -> lib\/kpi\/a\.ts/,
  );
});

Deno.test("checkImports() reports a cycle of allowed folders", () => {
  const folders = { "lib/a": ["lib/b"], "lib/b": ["lib/a"] };
  const [problem] = checkImports(new Map(), { folders, packages: {} });
  assertMatch(problem!.message, /lib\/a -> lib\/b -> lib\/a/);
});

Deno.test("the rules of this project name only declared folders and hold no cycle", () => {
  assertEquals(checkImports(new Map()), []);
  const named = Object.values(IMPORT_RULES.folders).flat().filter((name) => name !== "lib/*");
  assertEquals(named.filter((name) => !(name in IMPORT_RULES.folders)), []);
});

Deno.test("folderOf() is the second level under lib and the first elsewhere", () => {
  assertEquals(folderOf("lib/telemetry/format/envoy.ts"), "lib/telemetry");
  assertEquals(folderOf("workflows/pipeline.ts"), "workflows");
  assertEquals(folderOf("lib/loose.ts"), "lib");
  assertEquals(folderOf("deno.json"), ".");
});
