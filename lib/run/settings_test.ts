import { assert, assertEquals, assertMatch } from "@std/assert";
import { environmentName, type Setting, type SettingName, SETTINGS } from "./settings.ts";

const ENTRIES = Object.entries(SETTINGS) as [SettingName, Setting][];

Deno.test("environmentName() writes a flag as a variable", () => {
  assertEquals(environmentName("retain-minutes-days"), "RETAIN_MINUTES_DAYS");
});

Deno.test("no two settings share a variable", () => {
  assertEquals(new Set(ENTRIES.map(([name]) => environmentName(name))).size, ENTRIES.length);
});

Deno.test("every setting says in one plain line what it means, and what follows its flag", () => {
  for (const [name, { kind, describe, value }] of ENTRIES) {
    assertMatch(name, /^[a-z]+(-[a-z]+)*$/);
    assertMatch(describe, /^[^\n|]{10,130}[^\n|.]$/, name);
    assertEquals(value === undefined, kind === "flag", name);
  }
});

Deno.test("every default is of its setting's kind", () => {
  for (const [name, { kind, default: value, least = 0 }] of ENTRIES) {
    if (value === null) continue;
    const wanted = kind === "flag" ? "boolean" : kind === "text" ? "string" : "number";
    assertEquals(typeof value, wanted, name);
    if (kind === "count") assert(Number.isSafeInteger(value) && Number(value) >= least, name);
  }
});
