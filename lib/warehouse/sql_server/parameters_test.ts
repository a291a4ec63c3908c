import { assertEquals } from "@std/assert";
import { nameParameters, withoutNul } from "./parameters.ts";

Deno.test("nameParameters() leaves texts, names, comments and amounts of money alone", () => {
  const sql = `select '$1 it''s', "$2 ""x""", [$3 ]] x], $1.50 /* $4 */, $10 -- $5`;
  assertEquals(nameParameters(sql), sql.replace("$10 ", "@p10 "));
});

Deno.test("withoutNul() shows U+0000 by its picture", () => {
  assertEquals(withoutNul("a\0b\0"), "a\u2400b\u2400");
});
