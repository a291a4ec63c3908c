import { assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { unescapeBackslashes, unescapeHashes } from "./escape.ts";

const SEED = { seed: 20261122 };

function escapeBytes(text: string, prefix: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => prefix + byte.toString(16).padStart(2, "0")).join("");
}

Deno.test("unescapeBackslashes() resolves nginx's bytes as UTF-8", () => {
  assertEquals(unescapeBackslashes(String.raw`Gr\xC3\xBC\xC3\x9Fe\x22\x5C\x09`), 'Grüße"\\\t');
});

Deno.test("unescapeBackslashes() resolves Apache's C escapes", () => {
  assertEquals(unescapeBackslashes(String.raw`\"a\" \\ \n\t\r\b\v\f \xc3\xbc`), '"a" \\ \n\t\r\b\v\f ü');
  assertEquals(unescapeBackslashes(String.raw`\\x41`), String.raw`\x41`);
});

Deno.test("unescapeBackslashes() leaves what is no escape", () => {
  assertEquals(unescapeBackslashes(String.raw`\q \xZZ \x4 \x`), String.raw`\q \xZZ \x4 \x`);
  assertEquals(unescapeBackslashes("end\\"), "end\\");
});

Deno.test("unescapeBackslashes() replaces bytes that are no UTF-8", () => {
  assertEquals(unescapeBackslashes(String.raw`a\xFFb\xC3`), "a\uFFFDb\uFFFD");
});

Deno.test("unescaping returns the same text where nothing is escaped", () => {
  assertStrictEquals(unescapeBackslashes("curl/8.5.0 #22"), "curl/8.5.0 #22");
  assertStrictEquals(unescapeHashes("agent\\ with backslash"), "agent\\ with backslash");
});

Deno.test("unescapeHashes() resolves HAProxy's bytes as UTF-8", () => {
  assertEquals(unescapeHashes("Gr#C3#BC#C3#9Fe #22x#22 #09#7c#23"), 'Grüße "x" \t|#');
  assertEquals(unescapeHashes("# #2 #zz #"), "# #2 #zz #");
});

Deno.test("unescaping inverts escaping for every text, a byte order mark included", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      assertEquals(unescapeBackslashes(escapeBytes(text, "\\x")), text);
      assertEquals(unescapeHashes(escapeBytes(text, "#")), text);
    }),
    SEED,
  );
  assertEquals(unescapeHashes("#EF#BB#BFa"), "\uFEFFa");
});

Deno.test("unescaping never throws", () => {
  const texts = fc.array(fc.constantFrom("\\", "x", "#", "C3", "BC", "4", "n", "\uD800"), { maxLength: 12 });
  fc.assert(
    fc.property(texts, (parts) => {
      assertEquals(typeof unescapeBackslashes(parts.join("")), "string");
      assertEquals(typeof unescapeHashes(parts.join("")), "string");
    }),
    SEED,
  );
});
