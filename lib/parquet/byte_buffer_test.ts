import { assertEquals } from "@std/assert";
import { ByteBuffer } from "./byte_buffer.ts";

Deno.test("varintText() writes any text behind the number of its bytes, of whatever length", () => {
  const texts = [
    "",
    "a",
    "x".repeat(127),
    "x".repeat(128),
    "é".repeat(63),
    "é".repeat(64),
    "\u{1F468}",
    "\0".repeat(300),
  ];
  const out = new ByteBuffer(1);
  for (const text of texts) out.varintText(text);
  const expected = texts.flatMap((text) => {
    const bytes = [...new TextEncoder().encode(text)];
    return bytes.length < 0x80 ? [bytes.length, ...bytes] : [bytes.length % 0x80 + 0x80, bytes.length >> 7, ...bytes];
  });
  assertEquals([...out.written], expected);
});
