import { assertEquals, assertStringIncludes } from "@std/assert";
import { type Inspection, limitsOf, problemsIn } from "./inspection.ts";

const EXPECTED = { version: 2, fingerprint: "aaaaaaaaaa" };

const SOUND: Inspection = {
  engine: "Engine 1",
  rights: { read: true, write: true, create: true },
  schema: { recorded: EXPECTED, expected: EXPECTED },
  tables: [{ table: "kpis", rowCount: 0, newestAt: null }],
  sizeBytes: 1,
  freeBytes: 5e9,
};

Deno.test("problemsIn() finds nothing in a sound warehouse, nor in what an engine does not tell", () => {
  assertEquals(problemsIn(SOUND), []);
  const rights = { read: null, write: null, create: null };
  assertEquals(problemsIn({ ...SOUND, rights, sizeBytes: null, freeBytes: null }), []);
});

Deno.test("problemsIn() names each trouble with its remedy", () => {
  const recorded = (version: number | null, fingerprint = "b") => ({
    schema: { recorded: version === null ? null : { version, fingerprint }, expected: EXPECTED },
  });
  const missing = { tables: [{ table: "kpis", rowCount: null, newestAt: null }] };
  const cases: [Partial<Inspection>, string][] = [
    [{ ...recorded(null), ...missing }, "there are no tables yet: run `deno task warehouse migrate`"],
    [recorded(null), "the schema is not recorded, 2 (aaaaaaaa) is expected: run `deno task warehouse migrate`"],
    [recorded(1), "the schema is 1 (b), 2 (aaaaaaaa) is expected: run `deno task warehouse migrate`"],
    [recorded(2), "the schema is 2 (b), 2 (aaaaaaaa) is expected"],
    [recorded(3), "the schema is version 3 (b), newer than 2 (aaaaaaaa) of this program: use the newer version"],
    [missing, "kpis is missing or may not be read"],
    [{ rights: { read: false, write: true, create: true } }, "the user may not read"],
    [{ freeBytes: 8e6 }, "only 8 MB are free on its disk: make room"],
  ];
  for (const [change, words] of cases) {
    const problems = problemsIn({ ...SOUND, ...change });
    assertEquals(problems.length, 1, words);
    assertStringIncludes(problems[0]!, words);
  }
});

Deno.test("limitsOf() says what a reader and a loader may not do, which is nothing wrong", () => {
  const [reader, loader] = [{ read: true, write: false, create: false }, { read: true, write: true, create: false }];
  assertStringIncludes(limitsOf(reader).join(), "the user may not write: enough for a reader");
  assertStringIncludes(limitsOf(loader).join(), "the user may not create tables: enough to load");
  assertEquals([limitsOf(SOUND.rights), limitsOf({ read: null, write: null, create: null })], [[], []]);
  for (const rights of [reader, loader]) assertEquals(problemsIn({ ...SOUND, rights }), []);
});
