import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { anonymiser } from "./anonymise_address.ts";
import { maskAddresses } from "./mask_addresses.ts";

const drop = anonymiser({ level: "drop" })!;
const network = anonymiser({ level: "network" })!;

Deno.test("maskAddresses() finds addresses behind and before whatever a log puts around them", () => {
  const lines: [line: string, masked: string][] = [
    ['203.0.113.7 - - [22/Nov/2026:21:29:21 +0000] "GET /', '- - - [22/Nov/2026:21:29:21 +0000] "GET /'],
    ["haproxy[1]: 203.0.113.7:50312 [22/Nov/2026:21:29:21.500]", "haproxy[1]: -:50312 [22/Nov/2026:21:29:21.500]"],
    ['"X-Forwarded-For":"203.0.113.7, 2001:db8::1"', '"X-Forwarded-For":"-, -"'],
    ["for=[2001:db8::1]:443;by=203.0.113.43", "for=[-]:443;by=-"],
    ["::ffff:203.0.113.7 x ::1 y fe80::1%eth0", "- x - y -%eth0"],
    ["ip=203.0.113.7&a=1 10:15:22:203.0.113.7", "ip=-&a=1 10:15:22:-"],
    ["203.0.113.7203.0.113.98", "--"],
    ["remote_addr:2001:db8::1: error, host:203.0.113.7:", "remote_addr:-: error, host:-:"],
    ["1:2:3:4:5:6:7:8:443 ::1:2:3:4:5:6:7 1:2:3:4:5:6:7::", "-:443 - -"],
    [
      "12:34:56 00:1a:2b:3c:4d:5e std::string 1.2.3 2026-11-22T21:29:21Z",
      "12:34:56 00:1a:2b:3c:4d:5e std::string 1.2.3 2026-11-22T21:29:21Z",
    ],
  ];
  for (const [line, masked] of lines) assertEquals(maskAddresses(line, drop), masked);
});

Deno.test("maskAddresses() puts what is kept in the place of an address", () => {
  assertEquals(maskAddresses("a 203.0.113.7:80 b 2001:db8:1:2::3", network), "a 203.0.113.0:80 b 2001:db8:1::");
});

Deno.test("no address outlives the masking of the text around it", () => {
  const around = fc.constantFrom("", " ", '"', "[", "]", "=", ", ", ";", "/", "client ", "\t", "|", "(", "ip:", ": ");
  const address = fc.oneof(fc.ipV4(), fc.ipV6().filter((text) => text.length > 8));
  fc.assert(
    fc.property(around, address, around, (before, address, after) => {
      const masked = maskAddresses(`${before}${address}${after}`, drop);
      assert(!masked.includes(address), masked);
    }),
    { seed: 1, numRuns: 5_000 },
  );
});

Deno.test("maskAddresses() takes time in proportion to a text, however hostile", () => {
  for (const piece of ["1:", "a", "1.1.", "::", "0:0:0.0.0."]) {
    const text = piece.repeat(500_000 / piece.length);
    assert(maskAddresses(text, drop).length <= text.length);
  }
});
