import { assertEquals } from "@std/assert";
import { textTable } from "./text_table.ts";

Deno.test("textTable() puts numbers to the right, also where some are null, and text to the left", () => {
  const rows = [{ name: "a", count: 7, is_on: true }, { name: "long", count: null, is_on: false }];
  assertEquals(textTable(["name", "count", "is_on"], rows), [
    "name  count  is_on",
    "----  -----  -----",
    "a         7  true",
    "long         false",
  ]);
});

Deno.test("textTable() cuts what is too wide, writes objects as JSON and keeps a row on one line", () => {
  const [, , wide, object] = textTable(["x"], [{ x: "y\n".repeat(40) }, { x: { buckets: [1], counts: [2] } }]);
  assertEquals([[...wide!].length, wide!.at(-1)], [60, "…"]);
  assertEquals(wide!.includes("\n"), false);
  assertEquals(object, '{"buckets":[1],"counts":[2]}');
});

Deno.test("textTable() of no rows is its headings", () => {
  assertEquals(textTable(["a", "bc"], []), ["a  bc", "-  --"]);
});
