import { assertEquals, assertNotEquals } from "@std/assert";
import { fingerprint } from "./fingerprint.ts";

Deno.test("fingerprint() is the FNV-1a of published test vectors", () => {
  assertEquals(fingerprint([""]), "cbf29ce484222325");
  assertEquals(fingerprint(["a"]), "af63dc4c8601ec8c");
  assertEquals(fingerprint(["foobar"]), "85944171f73967e8");
});

Deno.test("fingerprint() differs where the same letters are divided otherwise", () => {
  assertNotEquals(fingerprint(["a", "bc"]), fingerprint(["ab", "c"]));
});
