import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { EXIT } from "../lib/run/task.ts";
import { SCORE_TASK } from "./score_series.ts";
import { TrialFolder } from "./trial_folder.ts";

const HEADER = "timestamp,value";

function csv(values: readonly (number | string)[], newline = "\n"): string {
  const rows = values.map((value, minute) => `${new Date(minute * 60_000).toISOString()},${value}`);
  return [HEADER, ...rows, ""].join(newline);
}

function rowsOf(path: string): string[][] {
  return Deno.readTextFileSync(path).trimEnd().split("\n").map((line) => line.split(","));
}

Deno.test("score writes a row for each row of each file, in order, under its name", async () => {
  using folder = new TrialFolder();
  const values = Array.from({ length: 300 }, (_, minute) => minute === 250 ? 900 : 50 + minute % 4);
  const files = [folder.write("a.csv", csv(values)), folder.write("b.csv", csv(values.slice(0, 200), "\r\n"))];
  const outcome = await folder.run(SCORE_TASK, ["--json", "--out", `${folder.path}/scores`, ...files]);
  assertEquals(outcome.code, EXIT.done, outcome.err.join("\n"));
  assertEquals(JSON.parse(outcome.out.at(-1)!).rows, { scores: 500 });
  const [header, ...a] = rowsOf(`${folder.path}/scores/a.csv`);
  assertEquals(header, ["timestamp", "value", "anomaly_score", "p_value"]);
  assertEquals(a.map(([timestamp, value]) => `${timestamp},${value}`), csv(values).trimEnd().split("\n").slice(1));
  assert(Number(a[250]![2]) > 0.5 && Number(a[250]![3]) < 1e-3);
  assertEquals(rowsOf(`${folder.path}/scores/b.csv`).slice(1), a.slice(0, 200));
});

Deno.test("score takes a file with a header only, one with a row, and values that are no numbers", async () => {
  using folder = new TrialFolder();
  const files = [csv([]), csv([5]), csv(["", "NaN", -3, 1e300])].map((text, i) => folder.write(`${i}.csv`, text));
  const { code, err } = await folder.run(SCORE_TASK, ["--out", `${folder.path}/scores`, ...files]);
  assertEquals(code, EXIT.done);
  assertEquals([0, 1, 2].map((name) => rowsOf(`${folder.path}/scores/${name}.csv`).length), [1, 2, 5]);
  assertStringIncludes(err.join("\n"), "values are no numbers");
});

Deno.test("score says what it cannot use, and leaves no file behind", async () => {
  using folder = new TrialFolder();
  const bad = {
    "empty.csv": ["", "it is empty"],
    "header.csv": ["a,b\n1,2\n", "line 1: its first line is"],
    "quote.csv": [`${HEADER}\n1,2\n"3,4\n`, "line 3: a quoted field is not closed"],
  };
  for (const [name, [text, message]] of Object.entries(bad)) {
    const file = folder.write(name, text!);
    const { code, err } = await folder.run(SCORE_TASK, ["--out", `${folder.path}/scores`, file]);
    assertEquals(code, EXIT.failed);
    assertStringIncludes(err.join("\n"), message!);
  }
  assertEquals([...Deno.readDirSync(`${folder.path}/scores`)], []);
});

Deno.test("score never writes over what it reads, nor two files under one name", async () => {
  using folder = new TrialFolder();
  const file = folder.write("a.csv", csv([1, 2]));
  const over = await folder.run(SCORE_TASK, ["--out", folder.path, file]);
  assertEquals(over.code, EXIT.wrongUsage);
  assertStringIncludes(over.err.join("\n"), "would overwrite it");
  Deno.mkdirSync(`${folder.path}/other`);
  const other = folder.write("other/a.csv", csv([3]));
  const twice = await folder.run(SCORE_TASK, ["--out", `${folder.path}/scores`, file, other]);
  assertStringIncludes(twice.err.join("\n"), "has the same name");
  assertEquals(Deno.readTextFileSync(file), csv([1, 2]));
});
