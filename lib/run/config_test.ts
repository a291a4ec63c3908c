import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Config, ConfigError, readConfig, type Surroundings } from "./config.ts";
import { type SettingName, SETTINGS } from "./settings.ts";

const ALL = Object.keys(SETTINGS) as SettingName[];

function read(args: readonly string[], env: Record<string, string> = {}, envFile = "", takes = ALL): Config {
  const around: Surroundings = { env: (name) => env[name], envFile };
  return readConfig(args, takes, around);
}

function messageOf(...parameters: Parameters<typeof read>): string {
  return assertThrows(() => read(...parameters), ConfigError).message;
}

Deno.test("readConfig() takes a flag before the environment before .env before the default", () => {
  assertEquals(read([]).days, 1);
  assertEquals(read([], {}, "DAYS=2").days, 2);
  assertEquals(read([], { DAYS: "3" }, "DAYS=2").days, 3);
  assertEquals(read(["--days", "4"], { DAYS: "3" }, "DAYS=2").days, 4);
});

Deno.test("readConfig() knows every setting by its default", () => {
  const config: Record<string, unknown> = read([]);
  for (const [name, { kind, default: value }] of Object.entries(SETTINGS)) {
    assertEquals(config[name], kind === "list" ? [] : value);
  }
});

Deno.test("readConfig() reads quotes and comments of .env", () => {
  assertEquals(read([], {}, '# data\nDATA="my data" # here\nSEED=7\n').data, "my data");
});

Deno.test("readConfig() takes a value behind a space or an equals sign", () => {
  assertEquals([read(["--data", "x"]).data, read(["--data=x=y"]).data], ["x", "x=y"]);
});

Deno.test("readConfig() takes the last of a flag given twice, and all of a list", () => {
  assertEquals(read(["--data", "a", "--data", "b"]).data, "b");
  assertEquals(read(["--logs", "a", "--logs=b,c", "--logs", "-"]).logs, ["a", "b,c", "-"]);
});

Deno.test("readConfig() divides a list in the environment by commas", () => {
  assertEquals(read([], { LOGS: "a.log, b.log,," }).logs, ["a.log", "b.log"]);
  assertEquals(read(["--logs", "c.log"], { LOGS: "a.log" }).logs, ["c.log"]);
});

Deno.test("readConfig() keeps arguments without a flag as files, standard input among them", () => {
  assertEquals(read(["a.log", "--json", "-", "007"]).files, ["a.log", "-", "007"]);
  assertEquals(read(["--", "--strange.log"]).files, ["--strange.log"]);
});

Deno.test("readConfig() counts an empty variable as not given", () => {
  assertEquals(read([], { DAYS: "", LOGS: "" }).days, 1);
});

Deno.test("readConfig() reads flags from words, and the command line wins", () => {
  assertEquals(["1", "TRUE", "yes", "0", "no"].map((JSON) => read([], { JSON }).json), [
    true,
    true,
    true,
    false,
    false,
  ]);
  assertEquals(read(["--json"], { JSON: "false" }).json, true);
  assertEquals(read(["--json=false"], { JSON: "true" }).json, false);
  assertEquals(messageOf([], { JSON: "maybe" }), 'Cannot use JSON "maybe": true or false is needed');
});

Deno.test("readConfig() refuses unknown flags and names the known ones", () => {
  for (const flag of ["--nope", "--no-json", "-x", "--constructor", "--__proto__", "--days.x=1"]) {
    assertStringIncludes(messageOf([flag], {}, "", ["days", "json"]), "this task takes --days, --json");
  }
});

Deno.test("readConfig() refuses a setting that another task takes, and does not read it from the environment", () => {
  assertStringIncludes(messageOf(["--seed=1"], {}, "", ["days"]), '"--seed"');
  assertEquals(read([], { SEED: "no number" }, "", ["days"]).seed, 42);
});

Deno.test("readConfig() refuses a flag without its value and says how to write it", () => {
  for (const args of [["--data"], ["--data="], ["--data", "--json"], ["--logs"]]) {
    assertStringIncludes(messageOf(args), "without a value: write --");
  }
});

Deno.test("readConfig() refuses what is no number of the wanted kind", () => {
  assertEquals(messageOf(["--days=x"]), 'Cannot use --days "x": a whole number from 1 on is needed');
  for (const text of ["0", "1.5", "-1", " ", "Infinity", "1e99", "NaN"]) messageOf([`--workers=${text}`]);
  for (const text of ["-0.1", "1.1", "50%"]) messageOf([`--max-reject-ratio=${text}`]);
  assertEquals(read(["--max-reject-ratio=1", "--apdex-ms=0.5", "--history-days=0"])["apdex-ms"], 0.5);
});

Deno.test("readConfig() names the variable when the environment is at fault", () => {
  assertEquals(messageOf([], {}, "DAYS=x"), 'Cannot use DAYS "x": a whole number from 1 on is needed');
});

Deno.test("readConfig() either reads arguments or throws ConfigError, whatever they are", () => {
  const word = fc.oneof(fc.constantFrom(...ALL.map((name) => `--${name}`), "-", "--"), fc.string());
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (args) => {
      try {
        read(args);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});
