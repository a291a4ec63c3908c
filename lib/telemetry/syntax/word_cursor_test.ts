import { assertEquals } from "@std/assert";
import { closingQuote, WordCursor } from "./word_cursor.ts";

function cursorOn(line: string): WordCursor {
  const cursor = new WordCursor();
  cursor.load(line, 0);
  return cursor;
}

Deno.test("WordCursor goes from word to word and stays empty behind the end", () => {
  const cursor = cursorOn("a  bc");
  assertEquals(cursor.next().text(), "a");
  assertEquals(cursor.next().text(), "");
  assertEquals(cursor.next().text(), "bc");
  assertEquals([cursor.start, cursor.end], [3, 5]);
  assertEquals(cursor.next().text(), "");
  assertEquals(cursor.skip(3).text(), "");
});

Deno.test("WordCursor reads numbers and fields", () => {
  const cursor = cursorOn('0.022 - "" "-" "x"y z" 7');
  assertEquals(cursor.number(), 0.022);
  assertEquals([cursor.field(), cursor.field(), cursor.field()], [null, null, null]);
  assertEquals(cursor.field(), 'x"y z');
  assertEquals(cursor.field(), "7");
  assertEquals(cursor.field(), null);
  assertEquals(cursor.number(), NaN);
  assertEquals(cursor.isCut, false);
});

Deno.test("WordCursor tells that a quoted field is cut", () => {
  const cursor = cursorOn('"forward" "wai');
  assertEquals([cursor.field(), cursor.isCut], ["forward", false]);
  assertEquals([cursor.field(), cursor.isCut], ["wai", true]);
  cursor.load("-", 0);
  assertEquals(cursor.isCut, false);
});

Deno.test("closingQuote() passes over a quote inside a field", () => {
  assertEquals(closingQuote('a"b" c', 0), 3);
  assertEquals(closingQuote('a"', 0), 1);
  assertEquals(closingQuote('a"b', 0), -1);
});
