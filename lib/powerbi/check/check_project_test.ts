import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { describeViews } from "../../dashboard/view_catalog.ts";
import { STORAGES } from "../model/model.ts";
import { projectFiles } from "../project.ts";
import { checkProject } from "./check_project.ts";

async function sourceColumns(): Promise<Map<string, string[]>> {
  return new Map([...await describeViews()].map(([name, { columns }]) => [name, columns.map((column) => column.name)]));
}

for (const storage of STORAGES) {
  Deno.test(`the project with storage ${storage} names only what exists`, async () => {
    assertEquals(checkProject(projectFiles(storage), await sourceColumns()), []);
  });
}

Deno.test("the same model gives the same bytes, and every identifier once", () => {
  const files = projectFiles("directQuery");
  assertEquals(files, projectFiles("directQuery"));
  const names = [...files.keys()].filter((path) => /(page|visual)\.json$/.test(path)).map((path) =>
    path.split("/").at(-2)
  );
  assertEquals(new Set(names).size, names.length);
});

Deno.test("the variant with import differs in how tables are stored and pages refreshed, and in nothing else", () => {
  const [direct, copied] = [projectFiles("directQuery"), projectFiles("import")];
  const changed = [...direct.keys()].filter((path) => direct.get(path) !== copied.get(path));
  assertNotEquals(changed, []);
  for (const path of changed) assertMatch(path, /tables\/\w+\.tmdl$|page\.json$/);
  for (const text of copied.values()) assert(!/directQuery|pageRefresh/.test(text));
});

interface Defect {
  readonly name: string;
  /** Which file it is in: the end of its path, or the first visual with a text. */
  readonly file: RegExp;
  readonly having?: string;
  /** Null takes the file away. */
  readonly change: ((text: string) => string) | null;
  readonly found: RegExp;
}

const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

const DEFECTS: readonly Defect[] = [
  {
    name: "a source column that the view has not",
    file: /Traffic\.tmdl$/,
    change: replace("sourceColumn: p95_duration_ms", "sourceColumn: p96_duration_ms"),
    found: /star_traffic has no column "p96_duration_ms"/,
  },
  {
    name: "a view that the warehouse has not",
    file: /Retry\.tmdl$/,
    change: replace('Item="star_retries"', 'Item="star_retrys"'),
    found: /no view "star_retrys"/,
  },
  {
    name: "a parameter that is not declared",
    file: /expressions\.tmdl$/,
    change: replace("expression SqlServer", "expression Server"),
    found: /no parameter SqlServer/,
  },
  {
    name: "a column that DAX names and the table has not",
    file: /Traffic\.tmdl$/,
    change: replace("SUM('Traffic'[request_count])", "SUM('Traffic'[requests])"),
    found: /names 'Traffic'\[requests\]/,
  },
  {
    name: "a table that DAX names and the model has not",
    file: /Anomaly\.tmdl$/,
    change: replace("COUNTROWS('Anomaly')", "COUNTROWS('Anomalies')"),
    found: /names table Anomalies/,
  },
  {
    name: "a bracket that does not close",
    file: /Retry\.tmdl$/,
    change: replace("CALCULATE(SUM('Retry'[failed_count])", "CALCULATE(SUM('Retry'[failed_count]"),
    found: /\(\) do not pair in "Failed requests"/,
  },
  {
    name: "a measure without a format",
    file: /Sample\.tmdl$/,
    change: replace(/\t\tformatString: .+\n/, ""),
    found: /measure "Mean CPU \(%\)" has no format/,
  },
  {
    name: "two measures of one name",
    file: /Incident\.tmdl$/,
    change: replace("measure 'Incidents'", "measure 'Anomalies'"),
    found: /another table has a measure "Anomalies"/,
  },
  {
    name: "indentation by spaces",
    file: /Day\.tmdl$/,
    change: replace("\tcolumn month", "    column month"),
    found: /indented by spaces/,
  },
  {
    name: "a comment in TMDL",
    file: /model\.tmdl$/,
    change: (text) => `// the model\n${text}`,
    found: /is a comment/,
  },
  {
    name: "a name with blanks and without quotes",
    file: /Traffic\.tmdl$/,
    change: replace("measure 'Error ratio'", "measure Error ratio"),
    found: /names with blanks need quotes/,
  },
  {
    name: "an unknown data type",
    file: /Capacity\.tmdl$/,
    change: replace("dataType: double", "dataType: float"),
    found: /dataType "float" is none of/,
  },
  {
    name: "a relationship between columns of different types",
    file: /relationships\.tmdl$/,
    change: replace("fromColumn: Traffic.day_at", "fromColumn: Traffic.hour_of_day"),
    found: /relates int64 to dateTime/,
  },
  {
    name: "a relationship of a column that does not exist",
    file: /relationships\.tmdl$/,
    change: replace("toColumn: Scope.scope_key", "toColumn: Scope.key"),
    found: /relates a column that does not exist/,
  },
  {
    name: "a column to sort by that does not exist",
    file: /Day\.tmdl$/,
    change: replace("sortByColumn: day_of_week", "sortByColumn: weekday_number"),
    found: /no column "weekday_number" to sort by/,
  },
  {
    name: "a table that the model does not refer to",
    file: /model\.tmdl$/,
    change: replace("ref table Retry\n", ""),
    found: /does not refer to table "Retry"/,
  },
  {
    name: "a measure in a visual that the model has not",
    file: /visual\.json$/,
    having: '"cardVisual"',
    change: replace('"Property": "Apdex"', '"Property": "Happiness"'),
    found: /Measure Traffic\.Happiness is not in the model/,
  },
  {
    name: "a column in a slicer that the model has not",
    file: /visual\.json$/,
    having: '"Days (UTC)"',
    change: replace('"Property": "day_at"', '"Property": "date"'),
    found: /Column Day\.date is not in the model/,
  },
  {
    name: "a text without quotes",
    file: /visual\.json$/,
    having: "Latency (ms)",
    change: replace("'Latency (ms)'", "Latency (ms)"),
    found: /Latency \(ms\) is no constant/,
  },
  {
    name: "a heat map coloured by a field that it does not show",
    file: /visual\.json$/,
    having: '"pivotTable"',
    change: replace(/"ExpressionName": "[^"]+"/, '"ExpressionName": "Traffic.Hits"'),
    found: /"Traffic\.Hits" is formatted but not shown/,
  },
  {
    name: "a visual without alternative text",
    file: /visual\.json$/,
    change: replace("altText", "title"),
    found: /has no alternative text/,
  },
  {
    name: "a visual that is named unlike its folder",
    file: /visual\.json$/,
    change: replace(/"name": "[0-9a-f]{20}"/, '"name": "00000000000000000000"'),
    found: /unlike its folder/,
  },
  { name: "a missing .platform", file: /Report\/\.platform$/, change: null, found: /\.platform is missing/ },
  { name: "a missing theme", file: /RegisteredResources/, change: null, found: /Traffic-[0-9a-f]{8}\.json is missing/ },
  { name: "a missing page", file: /page\.json$/, change: null, found: /there is no page/ },
  {
    name: "a report that points at no model",
    file: /definition\.pbir$/,
    change: replace("../Traffic.SemanticModel", "../Model"),
    found: /Model\/definition\.pbism is missing/,
  },
];

for (const { name, file, having, change, found } of DEFECTS) {
  Deno.test(`checkProject() finds ${name}`, async () => {
    const files = projectFiles("directQuery");
    const [path, text] = [...files].find(([path, text]) => file.test(path) && text.includes(having ?? ""))!;
    if (change === null) files.delete(path);
    else {
      assertNotEquals(change(text), text);
      files.set(path, change(text));
    }
    const messages = checkProject(files, await sourceColumns()).map(({ message }) => message);
    assertMatch(messages.join("\n"), found);
  });
}
