import { assert, assertEquals } from "@std/assert";
import { red } from "@std/fmt/colors";
import fc from "fast-check";
import { hang, wrap } from "./wrap.ts";

Deno.test("wrap() leaves what fits", () => {
  assertEquals([wrap("one two", 7), wrap("", 1)], [["one two"], [""]]);
});

Deno.test("wrap() breaks behind a semicolon rather than between words", () => {
  assertEquals(wrap("a b c d; e f g", 10), ["a b c d;", "e f g"]);
  assertEquals(wrap("a b; c d; e f g h", 12), ["a b; c d;", "e f g h"]);
});

Deno.test("wrap() keeps a number with its unit", () => {
  assertEquals(wrap("it carries 100 % of the excess", 15), ["it carries", "100 % of the", "excess"]);
  assertEquals(wrap("took 121 ms at", 9), ["took", "121 ms at"]);
});

Deno.test("wrap() breaks within a word that is longer than a line, and never within a character", () => {
  assertEquals(wrap("/var/log/very/long", 8), ["/var/log", "/very/lo", "ng"]);
  assertEquals(wrap("👋👋👋", 2), ["👋👋", "👋"]);
});

Deno.test("wrap() loses nothing but the spaces between lines, and no line is too long", () => {
  const word = fc.oneof(fc.constantFrom("5", "%", "ms;", " "), fc.string({ unit: "grapheme", maxLength: 12 }));
  const property = fc.property(fc.array(word), fc.integer({ min: 1, max: 30 }), (words, width) => {
    const text = words.join(" ");
    const lines = wrap(text, width);
    assertEquals(lines.join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
    assert(lines.every((line) => [...line].length <= width));
  });
  fc.assert(property, { seed: 1, numRuns: 300 });
});

Deno.test("hang() puts further lines under the beginning of the text, whatever colours the head has", () => {
  assertEquals(hang(`${red("bad")}  `, "one two three", [], 12), [`${red("bad")}  one two`, "     three"]);
});

Deno.test("hang() puts a note behind the text where there is room, else on the next line", () => {
  assertEquals(hang("1  ", "a.log", [red("cut")], 13), [`1  a.log  ${red("cut")}`]);
  assertEquals(hang("1  ", "a.log", [red("cut")], 12), ["1  a.log", `   ${red("cut")}`]);
});
