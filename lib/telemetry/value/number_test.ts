import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseDecimal, parseDigits } from "./number.ts";

function decimal(text: string): number {
  return parseDecimal(text, 0, text.length);
}

Deno.test("parseDecimal() reads what Number reads, to the last bit", () => {
  const decimals = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((value) => value.toFixed(6)),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => `${value}`.replace("+", "")),
    fc.stringMatching(/^\d{1,14}\.\d{1,14}$/),
    fc.maxSafeInteger().map((value) => `${value}`),
  );
  fc.assert(fc.property(decimals, (text) => assertEquals(decimal(text), Number(text))), { seed: 20261122 });
});

Deno.test("parseDecimal() reads a number in the middle of a line", () => {
  assertEquals(parseDecimal("rt=0.026 uct=", 3, 8), 0.026);
  assertEquals(decimal("-1"), -1);
  assertEquals(decimal(".5"), 0.5);
  assertEquals(decimal("7."), 7);
  assertEquals(decimal("1.5e-05"), 1.5e-5);
  assertEquals(decimal("12345678901234567890"), 12345678901234567890);
  assertEquals(decimal("90071992547409.93"), 90071992547409.93);
});

Deno.test("parseDecimal() returns NaN for what is no number", () => {
  for (const text of ["", "-", ".", "-.", "+1", "1,5", " 1", "0x10", "1.2.3", "--1", "Infinity", "1e", "12a"]) {
    assertEquals(decimal(text), NaN, text);
  }
});

Deno.test("parseDigits() reads digits only", () => {
  assertEquals(parseDigits("a200b", 1, 4), 200);
  assertEquals(parseDigits("9007199254740991", 0, 16), Number.MAX_SAFE_INTEGER);
  for (const text of ["", "-1", "+1", "1.0", "2a"]) assertEquals(parseDigits(text, 0, text.length), NaN, text);
});
