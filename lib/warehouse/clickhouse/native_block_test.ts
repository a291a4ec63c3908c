import { assertEquals, assertThrows } from "@std/assert";
import { nativeBlock } from "./native_block.ts";

/** Bytes as the characters that they are, others as hexadecimal numbers. */
function shown(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte.toString(16)).join(" ");
}

Deno.test("nativeBlock() writes counts, then each column behind its name and type", () => {
  const block = nativeBlock([
    { name: "i", type: "Int64", values: [1, -2] },
    { name: "s", type: "Nullable(String)", values: ["ab", null] },
  ]);
  assertEquals(
    shown(block),
    "2 2 1 i 5 I n t 6 4 1 0 0 0 0 0 0 0 fe ff ff ff ff ff ff ff " +
      "1 s 10 N u l l a b l e ( S t r i n g ) 0 1 2 a b 0",
  );
});

Deno.test("nativeBlock() writes a sketch as two arrays, each as its ends and its elements", () => {
  const type = "Tuple(Array(Int16), Array(Int64))";
  const block = nativeBlock([{ name: "", type, values: ["[[-1,2],[3,4]]", "[[],[]]"] }]);
  const data = block.slice(block.length - (16 + 4 + 16 + 16));
  assertEquals(
    shown(data),
    "2 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0 ff ff 2 0 " +
      "2 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0 3 0 0 0 0 0 0 0 4 0 0 0 0 0 0 0",
  );
});

Deno.test("nativeBlock() writes whole numbers exactly up to 2^53", () => {
  const values = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 31, -(2 ** 31) - 1, 2 ** 32];
  const block = nativeBlock([{ name: "", type: "Int64", values }]);
  const data = new BigInt64Array(block.slice(block.length - 8 * values.length).buffer);
  assertEquals([...data].map(Number), values);
});

Deno.test("nativeBlock() refuses a null where none may be", () => {
  const column = { name: "scope", type: "String", values: ["a", null] };
  assertThrows(() => nativeBlock([column]), TypeError, `Cannot load a row without a value in "scope"`);
});
