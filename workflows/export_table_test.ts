import { parse } from "@std/csv/parse";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DuckDb } from "../lib/duckdb/duckdb.ts";
import { quoteLiteral } from "../lib/duckdb/quote.ts";
import { EXIT } from "../lib/run/task.ts";
import { EXPORT_TASK } from "./export_table.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TrialFolder } from "./trial_folder.ts";

/** User agents that a spreadsheet would run as formulas, and one that is none. */
const AGENTS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\\x09=1", 'plain, with \\"quotes\\"'];
const INERT = ["'=cmd|' /C calc'!A0", "'+1+1", "'-2+3", "'@SUM(A1)", "'\t=1", 'plain, with "quotes"'];

/** Fills a warehouse with one request a minute for each user agent. */
async function fill(folder: TrialFolder): Promise<void> {
  const lines = AGENTS.map((agent, i) =>
    `192.0.2.1 - - [05/Jan/2026:12:0${i}:00 +0000] "GET /${i} HTTP/1.1" 200 12 "-" "${agent}" 0.100\n`
  );
  assertEquals((await folder.run(PIPELINE_TASK, [folder.write("access.log", lines.join(""))])).code, EXIT.done);
}

Deno.test("export writes a table as CSV, Parquet and JSON", async (t) => {
  using folder = new TrialFolder();
  await fill(folder);
  const exported = async (name: string, ...args: string[]) => {
    const path = `${folder.path}/exports/${name}`;
    const { code, out, err } = await folder.run(EXPORT_TASK, ["--json", "--out", path, ...args]);
    assertEquals(code, EXIT.done, err.join("\n"));
    return { path, rows: JSON.parse(out.at(-1)!).rows };
  };
  const wanted = AGENTS.map((_, i) => ({ path: `/${i}`, status_code: 200, duration_ms: 100 }));

  await t.step("CSV, with formulas made inert", async () => {
    const { path, rows } = await exported("requests.csv", "requests");
    assertEquals(rows, { requests: AGENTS.length });
    const [header, ...records] = parse(Deno.readTextFileSync(path)) as string[][];
    const column = (name: string) => records.map((record) => record[header!.indexOf(name)]);
    assertEquals(column("user_agent"), INERT);
    assertEquals(column("path"), wanted.map((row) => row.path));
    assertEquals(column("requested_at")[0], "2026-01-05 11:59:59.9");
    assertEquals(column("request_id"), AGENTS.map(() => ""));
  });

  await t.step("Parquet, with the values as they are", async () => {
    const { path } = await exported("requests.parquet", "requests");
    await using database = await DuckDb.open();
    const columns = "path, status_code, duration_ms";
    assertEquals(await database.rows(`select ${columns} from ${quoteLiteral(path)} order by path`), wanted);
    const agents = await database.rows<{ user_agent: string }>(`from ${quoteLiteral(path)} order by path`);
    assertEquals(agents.slice(0, 4).map((row) => row.user_agent), AGENTS.slice(0, 4));
  });

  await t.step("JSON, as one array", async () => {
    const { path } = await exported("requests.json", "requests");
    const rows: { path: string; status_code: number; duration_ms: number }[] = JSON.parse(Deno.readTextFileSync(path));
    assertEquals(rows.map(({ path, status_code, duration_ms }) => ({ path, status_code, duration_ms })), wanted);
  });

  await t.step("a range of time", async () => {
    const range = ["--from=2026-01-05T12:01", "--to=2026-01-05T13:03:00+01:00"];
    const { path } = await exported("range.json", "requests", ...range);
    const rows: { path: string }[] = JSON.parse(Deno.readTextFileSync(path));
    assertEquals(rows.map((row) => row.path), ["/2", "/3"]);
  });

  await t.step("a view, and nothing but the whole file in the end", async () => {
    await exported("kpis.csv", "latest_report");
    await exported("kpis.csv", "kpis");
    const names = [...Deno.readDirSync(`${folder.path}/exports`)].map(({ name }) => name).sort();
    assertEquals(names, ["kpis.csv", "range.json", "requests.csv", "requests.json", "requests.parquet"]);
    assertMatch(Deno.readTextFileSync(`${folder.path}/exports/kpis.csv`), /^window_start_at,window,/);
  });
});

Deno.test("export that is used wrongly ends with 2 and says what is needed", async () => {
  using folder = new TrialFolder();
  const out = `${folder.path}/kpis.csv`;
  const wrong: [string[], string][] = [
    [["--out", out], "name one table or view, such as kpis"],
    [["kpis", "incidents", "--out", out], "name one table or view, such as kpis"],
    [["kpis"], "--out FILE.csv, .parquet or .json is needed"],
    [["kpis", "--out", out, "--from=yesterday"], 'Cannot use --from "yesterday": a moment like 2026-01-05T12:00'],
    [["kpis", "--out", out, "--warehouse=oracle:x"], "--warehouse must be like duckdb:data/warehouse.duckdb"],
  ];
  for (const [args, words] of wrong) {
    const { code, err } = await folder.run(EXPORT_TASK, args);
    assertEquals([code, err.length], [EXIT.wrongUsage, 1], words);
    assertStringIncludes(err[0]!, words);
  }
});

Deno.test("export of what is not there ends unwell, lists what is, and leaves no file", async () => {
  using folder = new TrialFolder();
  const attempt = async (view: string, name: string) => {
    const { code, err } = await folder.run(EXPORT_TASK, [view, "--out", `${folder.path}/${name}`]);
    return [code !== EXIT.done, err.join("\n")] as const;
  };
  const [isRefused, message] = await attempt("kpi", "kpi.csv");
  assertEquals(isRefused, true);
  for (const words of ['"kpi"', "kpis", "incidents", "latest_report", "requests"]) assertStringIncludes(message, words);
  const [isUnknownEnding, endings] = await attempt("kpis", "kpis.xlsx");
  assertEquals(isUnknownEnding, true);
  for (const ending of [".csv", ".parquet", ".json"]) assertStringIncludes(endings, ending);
  assertEquals(folder.names(), ["data"]);
});
