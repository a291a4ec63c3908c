import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { CsvBytes } from "./csv_bytes.ts";

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("CsvBytes writes any integer and text as String and the encoder would", () => {
  const property = fc.property(fc.nat({ max: 2 ** 40 }), fc.string({ unit: "grapheme" }), (value, text) => {
    const csv = new CsvBytes();
    csv.reserve(1_000);
    csv.writeInteger(value);
    csv.writeText(new TextEncoder().encode(text));
    csv.writePadded(value % 1_000, 3);
    csv.writeCharacter(10);
    assertEquals(decode(csv.take()), `${value}${text}${String(value % 1_000).padStart(3, "0")}\n`);
  });
  fc.assert(property, { seed: 5, numRuns: 50 });
});

Deno.test("reserve() keeps what was written when it grows", () => {
  const csv = new CsvBytes();
  csv.reserve(5);
  csv.writeText(new TextEncoder().encode("first"));
  csv.reserve(5_000_000);
  csv.writeText(new Uint8Array(4_000_000).fill(65));
  const bytes = csv.take();
  assertEquals([decode(bytes.subarray(0, 6)), bytes.length], ["firstA", 4_000_005]);
});

Deno.test("take() gives the bytes away and starts anew", () => {
  const csv = new CsvBytes();
  csv.reserve(20);
  csv.writeInteger(1);
  const first = csv.take();
  csv.writeInteger(2);
  assertEquals([decode(first), decode(csv.take()), csv.length], ["1", "2", 0]);
});
