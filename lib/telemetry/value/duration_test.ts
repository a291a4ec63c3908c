import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseMicrosecondsAsMs, parseMilliseconds, parseSecondsAsMs } from "./duration.ts";

const PARSERS = [parseSecondsAsMs, parseMilliseconds, parseMicrosecondsAsMs];

Deno.test("durations in seconds, milliseconds and microseconds become milliseconds", () => {
  assertEquals(parseSecondsAsMs("0.026"), 26);
  assertEquals(parseSecondsAsMs("2"), 2_000);
  assertEquals(parseSecondsAsMs("0.026125"), 26.125);
  assertEquals(parseMilliseconds("22"), 22);
  assertEquals(parseMilliseconds("22.5"), 22.5);
  assertEquals(parseMicrosecondsAsMs("22570"), 22.57);
});

Deno.test("durations have no rounding error of a product", () => {
  for (let ms = 0; ms < 5_000; ms++) assertEquals(parseSecondsAsMs((ms / 1_000).toFixed(3)), ms);
});

Deno.test("durations of zero are zero and not null", () => {
  for (const parse of PARSERS) for (const zero of ["0", "0.000", "00"]) assertEquals(parse(zero), 0);
});

Deno.test("durations are null where none was measured, and where the text is no number", () => {
  const texts = ["", "-", "-1", "-0.001", "+1", ".", "1.2.3", "1e3", "0x1", " 1", "1 ", "1,5", "0.001, 0.002", "22ms"];
  for (const parse of PARSERS) for (const text of texts) assertEquals(parse(text), null, text);
});

Deno.test("durations of more digits than a double holds are null, and never infinite", () => {
  for (const parse of PARSERS) {
    assertEquals(parse("9".repeat(400)), null);
    assertEquals(parse("1234567890123456"), null);
  }
  assertEquals(parseMilliseconds("123456789012345"), 123456789012345);
});

Deno.test("durations equal the decimal that was written", () => {
  fc.assert(
    fc.property(fc.nat(9_999_999), fc.nat({ max: 999_999 }), (whole, fraction) => {
      const decimals = String(fraction).padStart(6, "0");
      assertEquals(parseMilliseconds(`${whole}.${decimals}`), Number(`${whole}.${decimals}`));
      assertEquals(parseSecondsAsMs(`${whole}.${decimals}`), Number(`${whole}${decimals}e-3`));
      assertEquals(parseMicrosecondsAsMs(`${whole}`), Number(`${whole}e-3`));
    }),
    { seed: 20261122 },
  );
});
