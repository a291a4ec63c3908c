import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { bindParameters, literal, quoteName } from "./literal.ts";

/** Reads a quoted text as ClickHouse does; null for what does not end where the text ends. */
function readQuoted(sql: string): string | null {
  const characters: Readonly<Record<string, string>> = { "0": "\0", n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
  const inner = /^'((?:[^'\\]|\\.)*)'$/s.exec(sql)?.[1];
  return inner?.replace(/\\(.)/gs, (_, character: string) => characters[character] ?? character) ?? null;
}

Deno.test("literal() of any text is one quoted text that reads as the text", () => {
  const text = fc.string({ unit: fc.constantFrom("'", "\\", "\0", "\n", "n", "0", "`", "\u{1F468}", "-", ";", "$1") });
  fc.assert(fc.property(text, (value) => assertEquals(readQuoted(literal(value)), value)), { seed: 1 });
});

Deno.test("literal() writes numbers as digits and refuses what is no finite number", () => {
  assertEquals([1, -0.5, 1e300, 2n ** 64n - 1n].map(literal), ["1", "-0.5", "1e+300", "18446744073709551615"]);
  for (const value of [NaN, Infinity]) assertThrows(() => literal(value), RangeError, `Cannot write ${value} into SQL`);
});

Deno.test("bindParameters() leaves alone what is quoted or a comment", () => {
  const sql = `select $1, '$1 \\' $1', 'it''s $1', "$1", \`$1\` -- $1\n/* $1 */ where $2`;
  assertEquals(bindParameters(sql, ["a$2", 7]), sql.replace("$1", "'a$2'").replace("where $2", "where 7"));
});

Deno.test("bindParameters() refuses a place without a value", () => {
  assertThrows(() => bindParameters("select $2", [1]), RangeError, "$2: it has no such parameter");
});

Deno.test("quoteName() lets no name end its quoting", () => {
  assertEquals([`window`, `a"; drop`, `a\\"`].map(quoteName), [`"window"`, `"a\\"; drop"`, `"a\\\\\\""`]);
});
