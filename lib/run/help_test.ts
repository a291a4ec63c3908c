import { assertEquals, assertStringIncludes } from "@std/assert";
import { helpText, settingsTable } from "./help.ts";
import { environmentName, type SettingName, SETTINGS } from "./settings.ts";

Deno.test("helpText() says what a task does and lists what it takes, in columns", () => {
  assertEquals(
    helpText({ name: "retain", describe: "Removes what is old." }, ["data", "days"], "FILE…"),
    `deno task retain [settings] FILE…

Removes what is old.

  --data DIR         root of everything that is written (data)
  --days N           synthetic days (1)
  --json             end with one JSON object on standard output
  --log-level LEVEL  debug, info, warn or error; log lines go to standard error (info)

Each setting has an environment name too (--apdex-ms is APDEX_MS); .env is read.`,
  );
});

Deno.test("settingsTable() has one row of four cells for every setting", () => {
  const lines = settingsTable().split("\n");
  assertEquals(lines.length, 2 + Object.keys(SETTINGS).length);
  assertEquals(new Set(lines.map((line) => line.replaceAll("\\|", "").split("|").length)), new Set([6]));
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    assertStringIncludes(settingsTable(), `| \`--${name}`);
    assertStringIncludes(settingsTable(), `\`${environmentName(name)}\``);
  }
});
