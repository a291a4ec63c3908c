/**
 * The parts of the docs that are made from code: the settings in the README and the data reference. Run with `--write` it brings them up to date, without
 * it fails where they are stale.
 *
 * @module
 */
import { describeViews } from "../lib/dashboard/view_catalog.ts";
import { SQL_TYPES } from "../lib/duckdb/sql_type.ts";
import { markdownTable } from "../lib/report/markdown_table.ts";
import { fillMarkedPart } from "../lib/report/marked_part.ts";
import { settingsTable } from "../lib/run/help.ts";
import type { Column, Table } from "../lib/table/table.ts";
import { REJECTS } from "../lib/telemetry/reject.ts";
import { REQUESTS } from "../lib/telemetry/request.ts";
import { INCIDENT_TRUTHS } from "../lib/synthetic/mod.ts";
import { clickHouseType } from "../lib/warehouse/clickhouse/column_type.ts";
import { sqlServerType } from "../lib/warehouse/sql_server/column_type.ts";
import { WAREHOUSE_TABLES } from "../lib/warehouse/tables.ts";
import { readFiles } from "./read_files.ts";
import { type Problem, reportProblems } from "./report_problems.ts";
import { describeSql, sqlSection } from "./view_reference.ts";

const REFERENCE = "docs/data_reference.md";

/** Makes the section of a table, with the type that each engine has for a column. */
function tableSection({ name, grain, key, columns }: Table): string {
  const head = ["column", "type", "DuckDB", "SQL Server", "ClickHouse", "unit", "meaning"];
  const rows = Object.entries(columns).map(([column, spec]) => columnRow(column, spec));
  const keyNames = key.map((column) => `\`${column}\``).join(", ");
  return `## ${name}\n\nGrain: ${grain}. Key: ${keyNames}.\n\n${markdownTable(head, rows)}`;
}

function columnRow(name: string, column: Column): string[] {
  const { type, nullable, unit, meaning } = column;
  return [
    `\`${name}\``,
    nullable ? `${type}, may be null` : type,
    SQL_TYPES[type],
    sqlServerType(column),
    clickHouseType(column),
    unit ?? "",
    meaning.replaceAll("|", "\\|"),
  ];
}

/** Tables that have a section by their columns. */
const DOCUMENTED: ReadonlySet<string> = new Set([REQUESTS, ...WAREHOUSE_TABLES].map(({ name }) => name));

/** Views, procedures and what engines keep for themselves, with the columns that an empty DuckDB has for them. */
async function sqlReference(): Promise<string> {
  const columns = [...await describeViews()].map(([name, view]): [string, string[]] => [
    name,
    view.columns.map((column) => column.name),
  ]);
  const sections = (folder: string) =>
    describeSql(readFiles([folder], [".sql"]), new Map(columns))
      .filter(({ name }) => !DOCUMENTED.has(name))
      .map(sqlSection);
  return [
    ...["## Views", ...sections("sql/views")],
    ...["## Procedures", ...sections("sql/procedures")],
    ...["## Tables of the engines", ...sections("sql/tables")],
  ].join("\n\n");
}

async function dataReference(): Promise<string> {
  const tables = [REQUESTS, ...WAREHOUSE_TABLES.filter((table) => table !== REJECTS), REJECTS, INCIDENT_TRUTHS];
  return [
    "# Data reference",
    "",
    "Made from the column lists in the code and the headers in `sql/` by `deno task reference`. Instants are UTC with milliseconds, durations and",
    "ratios say so in their names. `incident_truths` is the file `incidents.csv` of the synthetic telemetry.",
    "",
    tables.map(tableSection).join("\n\n"),
    "",
    await sqlReference(),
    "",
  ].join("\n");
}

/** Formats Markdown as `deno fmt` does, so that what is made passes the gate for format. */
async function formatted(markdown: string): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", "md", "-"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = command.stdin.getWriter();
  await writer.write(new TextEncoder().encode(markdown));
  await writer.close();
  return new TextDecoder().decode((await command.output()).stdout);
}

if (import.meta.main) {
  const pages = new Map([
    ["README.md", fillMarkedPart(Deno.readTextFileSync("README.md"), "settings", settingsTable())],
    [REFERENCE, await dataReference()],
  ]);
  const stale: Problem[] = [];
  for (const [path, text] of pages) {
    const wanted = await formatted(text);
    if (Deno.args.includes("--write")) Deno.writeTextFileSync(path, wanted);
    else if (Deno.readTextFileSync(path) !== wanted) {
      stale.push({ path, message: "is stale; run `deno task reference`" });
    }
  }
  reportProblems("reference", stale);
}
