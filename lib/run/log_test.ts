import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { lineLog, LOG_LEVELS, printable } from "./log.ts";

Deno.test("lineLog() writes lines of its level and above", () => {
  for (const least of LOG_LEVELS) {
    const lines: string[] = [];
    const log = lineLog(least, () => 0, (line) => lines.push(line));
    for (const level of LOG_LEVELS) log[level]("x");
    const wanted = LOG_LEVELS.slice(LOG_LEVELS.indexOf(least));
    assertEquals(lines, wanted.map((level) => `1970-01-01T00:00:00.000Z ${level} x`));
  }
});

Deno.test("lineLog() keeps a message and its fields on one harmless line", () => {
  const lines: string[] = [];
  lineLog("info", () => 0, (line) => lines.push(line)).warn("a\n\x1b[2Jb", { text: 'c"\r\x9b31m\u202e', count: 3 });
  assertEquals(lines, [
    '1970-01-01T00:00:00.000Z warn a\\u000a\\u001b[2Jb text="c\\"\\r\\u009b31m\\u202e" count=3',
  ]);
});

Deno.test("printable() leaves text of any language alone", () => {
  assertEquals(printable("Grüße, 你好 👋 /a?b=c"), "Grüße, 你好 👋 /a?b=c");
});

Deno.test("printable() leaves nothing that a terminal would obey", () => {
  const property = fc.property(fc.string({ unit: "binary", maxLength: 20 }), (text) => {
    assertMatch(printable(text), /^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u);
  });
  fc.assert(property, { seed: 1, numRuns: 50, examples: [["\x1b]0;title\x07"], ["\x9b2J"], ["\u2028\u202e"]] });
});
