import { assertEquals } from "@std/assert";
import { JsonRecord } from "./json_record.ts";

const RECORD = JsonRecord.parse(
  'caddy | {"a":"x","none":"-","empty":"","no":null,"n":7,"text":"8.5","minus":-1,"list":["first","second"],"of":{"a":"y"},' +
    '"s":0.030848286,"go":"1m2.5s","status":200,"zero":0,"long":"2000"}',
)!;

Deno.test("JsonRecord.parse() wants one whole object, and looks past what stands in front of it", () => {
  for (const line of ["", "x", "[1]", '{"a":', '{"a":1} tail']) assertEquals(JsonRecord.parse(line), null, line);
  assertEquals(RECORD.text("a"), "x");
});

Deno.test("text() knows nothing from something", () => {
  const texts = ["none", "empty", "no", "absent", "of", "n", "list"].map((name) => RECORD.text(name));
  assertEquals(texts, [null, null, null, null, null, "7", "first"]);
});

Deno.test("number() takes numbers in quotes, and nothing that is negative", () => {
  assertEquals(["n", "text", "minus", "a", "absent", "zero"].map((name) => RECORD.number(name)), [
    7,
    8.5,
    null,
    null,
    null,
    0,
  ]);
});

Deno.test("status() is null for what is no status", () => {
  assertEquals(["status", "zero", "long", "a"].map((name) => RECORD.status(name)), [200, null, null, null]);
});

Deno.test("duration() scales a number without noise, and lets a text bring its unit", () => {
  assertEquals(RECORD.duration("s", 1_000), 30.848286);
  assertEquals(RECORD.duration("go", 1_000), 62_500);
  assertEquals([RECORD.duration("minus", 1), RECORD.duration("a", 1)], [null, null]);
});

Deno.test("record() of what is no object is empty", () => {
  assertEquals(RECORD.record("of").text("a"), "y");
  assertEquals([RECORD.record("a").names, RECORD.record("list").names, RECORD.record("absent").names], [[], [], []]);
});
