import { assertEquals, assertThrows } from "@std/assert";
import { readFiles } from "../read_files.ts";
import { wrongCode, wrongFiles } from "./check_code.ts";
import { codeBlocks, inlineCode } from "./code_block.ts";
import { knownTasks, readTaskCommands } from "./known_tasks.ts";
import { shellCommands } from "./shell_command.ts";
import { taskCallOf } from "./task_call.ts";

const TASKS = await knownTasks(readTaskCommands());
const README = readFiles(["README.md"], [".md"]).get("README.md")!;

const block = (language: string, ...lines: string[]) => ["```" + language, ...lines, "```", ""].join("\n");

/** Where and of what the checks complain in one page. */
function complaints(page: string): [line: number | undefined, message: string][] {
  return wrongCode(new Map([["docs/page.md", page]]), TASKS).map(({ line, message }) => [line, message]);
}

/** A defect, seeded into a page of which nothing else is wrong, and words of the complaint. */
const DEFECTS: readonly (readonly [name: string, page: string, words: string])[] = [
  ["a task that is none", block("sh", "deno task pipelin"), 'calls the task "pipelin"'],
  ["a flag that no task has", block("sh", "deno task export kpis --into kpis.csv"), 'Cannot use "--into"'],
  ["a flag of another task", block("sh", "deno task export kpis --syslog udp://h:1"), 'Cannot use "--syslog"'],
  ["a value of the wrong kind", block("sh", "deno task generate --days many"), 'Cannot use --days "many"'],
  ["a flag without its value", block("sh", "deno task export kpis --out"), "Cannot use --out without a value"],
  ["an argument that is not taken", block("sh", "deno task retain all"), 'gives "all" to a task without arguments'],
  ["a flag of a script", block("sh", "deno task bench --fast"), "which its script does not read"],
  ["a call on a continued line", block("sh", "deno task load \\", "  --raws"), 'Cannot use "--raws"'],
  ["a call behind another", block("sh", "cd /srv && npx --yes deno@2.9.6 task lod"), 'calls the task "lod"'],
  ["a quote that does not end", block("sh", "deno task alerts replay 'x"), "a quote does not end"],
  ["a variable that is no setting", block("sh", "DB_SERVR=db1"), "sets DB_SERVR"],
  ["an exported variable", block("sh", "export WAREHOUS='x'"), "sets WAREHOUS"],
  ["a call within a line", "Run `deno task serve --folow FILE`.", 'Cannot use "--folow"'],
  ["a flag within a line", "With `--folow` it reads on.", "names --folow"],
  ["a time that cron refuses", block("crontab", "75 * * * * deno task retain"), 'has the time "75"'],
  ["four times", block("crontab", "15 * * * deno"), "is no line of a crontab"],
  ["a % in a crontab", block("crontab", "0 5 * * * echo 100%"), "a line end"],
  ["a flag in a crontab", block("crontab", "0 5 * * * cd /srv && deno task retain --dayz 3"), 'Cannot use "--dayz"'],
  [
    "a flag in a unit",
    block("ini", "[Service]", "ExecStart=/usr/bin/deno task serve --porto 1"),
    'Cannot use "--porto"',
  ],
  ["a relative path in a unit", block("ini", "[Service]", "ExecStart=deno task serve"), "must be an absolute path"],
  ["a section of a unit", block("ini", "[Servce]"), "has the section [Servce]"],
  ["an entry of a unit", block("ini", "[Service]", "Restart always"), "is no entry of a unit"],
  ["broken JSON", block("json", '{ "a": 1, }'), "cannot be read"],
  ["an objective", block("json", '{ "objectives": [{ "name": "up", "indicator": "uptime" }] }'), "cannot be read"],
  ["an alert rule", block("json", '{ "rules": [{ "name": "x", "kind": "threshold", "abov": 1 }] }'), "cannot be read"],
  ["broken YAML", block("yaml", "a: [1"), "cannot be read"],
  ["SQL without an engine", block("sql", "select 1"), "is SQL for no engine"],
  ["a language that nothing checks", block("powershell", "Get-Date"), 'is in "powershell"'],
];

for (const [name, page, words] of DEFECTS) {
  Deno.test(`code in a document with a defect is found out: ${name}`, () => {
    const found = complaints(`# A page\n\n${page}`);
    assertEquals([found.length, found[0]?.[1].includes(words)], [1, true], JSON.stringify(found));
  });
}

Deno.test("what is right is left alone, whatever it stands in", () => {
  const right = [
    block("sh", "deno task pipeline --logs '/var/log/*.log' --json | jq .rows > rows.json # all of it"),
    block("sh", "echo 'ALERT_SLACK=https://hooks.example/…' >> .env", "SEED=7 deno task generate --days=2 && ls"),
    block("crontab", "*/15 0-6,22 * * 1-5 cd /srv && deno task pipeline --logs /a.log", "# night"),
    block("ini", "[Unit]", "After=network.target", "", "[Service]", "ExecStart=/usr/bin/deno task serve --port 8080"),
    block("json", '{ "rules": [{ "name": "b", "kind": "burn_rate", "objective": "availability" }] }'),
    "`deno task analyze --from`, `deno task alerts silence MATCHER…`, `--max-reject-ratio 0.1`, `deno task` lists them",
  ];
  for (const page of right) assertEquals(complaints(page), []);
});

Deno.test("a complaint names the line", () => {
  assertEquals(complaints(["", "", block("sh", "ls", "deno task nope")].join("\n")).map(([line]) => line), [5]);
  assertEquals(complaints(["", "", "see `--nope`"].join("\n")).map(([line]) => line), [3]);
});

Deno.test("a page of this project in which a flag is mistyped is found out", () => {
  assertEquals(complaints(README), []);
  assertEquals(complaints(README.replace("task export kpis --out", "task export kpis --output")).length, 1);
});

Deno.test("files that are code as a whole are checked, too", () => {
  const files = new Map([[".env.example", "# DATA=data\nDATE=x\n"], ["ci.yml", "a: ["], [
    "slo.json",
    '{"objectives": 1}',
  ]]);
  assertEquals(wrongFiles(files, TASKS).map(({ path }) => path), [".env.example", "ci.yml", "slo.json"]);
});

Deno.test("shellCommands() divides what a shell divides", () => {
  const text = "a 'b # c' \"d e\"f \\\n  g > out 2>err; X=1 Y='2 3' h # i\n\nj&&k|l";
  assertEquals(shellCommands(text), [
    { line: 0, variables: [], words: ["a", "b # c", "d ef", "g"] },
    { line: 1, variables: ["X=1", "Y=2 3"], words: ["h"] },
    { line: 3, variables: [], words: ["j"] },
    { line: 3, variables: [], words: ["k"] },
    { line: 3, variables: [], words: ["l"] },
  ]);
  assertThrows(() => shellCommands("a 'b"), SyntaxError, "a quote does not end");
});

Deno.test("taskCallOf() knows Deno however it is called", () => {
  const calls = ["deno task x -a", "npx --yes deno@2.9.6 task x -a", "/usr/bin/deno task --quiet x -a"];
  for (const call of calls) assertEquals(taskCallOf(call.split(" ")), { task: "x", args: ["-a"] });
  for (const call of ["deno run x", "deno task", "ls"]) assertEquals(taskCallOf(call.split(" ")), null);
});

Deno.test("codeBlocks() and inlineCode() divide a page between them", () => {
  const page = "a `b` c\n```sql duckdb\nselect `1`\n```\n  ```\n  d\n  ```\n| `e \\| f` |\n";
  const blocks = codeBlocks(new Map([["p", page]]));
  assertEquals(blocks.map(({ line, language, about, text }) => [line, language, about, text]), [
    [3, "sql", "duckdb", "select `1`\n"],
    [6, "", "", "  d\n"],
  ]);
  assertEquals(inlineCode(new Map([["p", page]])).map(({ line, text }) => [line, text]), [[1, "b"], [8, "e | f"]]);
});
