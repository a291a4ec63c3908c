import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { formatIpAddress, parseIpAddress } from "./ip_address.ts";

const canonical = (text: string) => {
  const address = parseIpAddress(text);
  return address === null ? null : formatIpAddress(address);
};

Deno.test("parseIpAddress() takes off ports, brackets, quotes and zones", () => {
  const written = [
    "203.0.113.7",
    "203.0.113.7:50312",
    " 203.0.113.7",
    "[203.0.113.7]:80",
    '"[2001:db8::1]:4711"',
    "[2001:db8::1]",
    "2001:DB8:0:0:0:0:0:1",
    "fe80::1%eth0",
    "[fe80::1%25eth0]:80",
  ];
  assertEquals(written.map(canonical), [
    ...["203.0.113.7", "203.0.113.7", "203.0.113.7", null],
    ...["2001:db8::1", "2001:db8::1", "2001:db8::1", "fe80::1", "fe80::1"],
  ]);
});

Deno.test("parseIpAddress() knows an IPv4 address that is written as IPv6", () => {
  const written = ["::ffff:203.0.113.7", "::FFFF:cb00:7107", "0:0:0:0:0:ffff:203.0.113.7", "[::ffff:203.0.113.7]:443"];
  for (const text of written) assertEquals(canonical(text), "203.0.113.7", text);
  assertEquals(canonical("64:ff9b::203.0.113.7"), "64:ff9b::cb00:7107");
});

Deno.test("parseIpAddress() refuses what is no address", () => {
  const garbage = [
    "",
    "-",
    "unknown",
    "unix:",
    "_hidden",
    "app1.example",
    "256.0.0.1",
    "1.2.3",
    "1.2.3.4.5",
    "12:34:56",
  ];
  const broken = [
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8",
    "12345::",
    "g::1",
    "::1.2.3",
  ];
  for (const text of [...garbage, ...broken]) assertEquals(parseIpAddress(text), null, text);
});

Deno.test("formatIpAddress() shortens the longest run of zeros, the first of equals, and never a single one (RFC 5952)", () => {
  const written = [
    "2001:db8:0:0:1:0:0:1",
    "2001:0:0:1:0:0:0:1",
    "2001:db8:0:1:1:1:1:1",
    "0:0:0:0:0:0:0:0",
    "1:0:0:0:0:0:0:0",
  ];
  assertEquals(written.map(canonical), ["2001:db8::1:0:0:1", "2001:0:0:1::1", "2001:db8:0:1:1:1:1:1", "::", "1::"]);
});

Deno.test("whatever its bytes, an address is read back from what is written of it", () => {
  const byte = fc.oneof(fc.constant(0), fc.nat(255));
  const bytes = fc.oneof(
    fc.array(byte, { minLength: 4, maxLength: 4 }),
    fc.array(byte, { minLength: 16, maxLength: 16 }).filter((bytes) => bytes.slice(0, 10).some((byte) => byte !== 0)),
  );
  fc.assert(fc.property(bytes, (bytes) => assertEquals(parseIpAddress(formatIpAddress(bytes)), bytes)), { seed: 1 });
});

Deno.test("parseIpAddress() reads or refuses any text, and never throws", () => {
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(":", "::", ".", "1", "ff", "[", "]", "%", "255", '"'), { maxLength: 20 }).map((parts) =>
      parts.join("")
    ),
  );
  const isAddress = (text: string) => {
    const length = parseIpAddress(text)?.length;
    return length === undefined || length === 4 || length === 16;
  };
  fc.assert(fc.property(text, isAddress), { seed: 1, numRuns: 2_000 });
});
