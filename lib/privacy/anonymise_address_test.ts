import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { anonymiser } from "./anonymise_address.ts";
import { parseIpAddress } from "./ip_address.ts";

const KEY = "a key of enough characters";
const networkOf = anonymiser({ level: "network" })!;
const hashOf = anonymiser({ level: "hash", key: KEY })!;
const dropped = anonymiser({ level: "drop" })!;
const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6();

Deno.test("anonymiser() has nothing to do where addresses are kept", () => {
  assertEquals(anonymiser({ level: "keep" }), null);
});

Deno.test("of the network 24 bits of IPv4 and 48 of IPv6 remain, and 24 of the IPv4 address in 6to4", () => {
  const addresses = ["203.0.113.7:80", "::ffff:203.0.113.7", "[2001:db8:1:2::3]:443", "2002:cb00:7107::1", "::1"];
  assertEquals(addresses.map(networkOf), ["203.0.113.0", "203.0.113.0", "2001:db8:1::", "2002:cb00:7100::", "::"]);
});

Deno.test("what is no address has no network, and keeps a hash of its own", () => {
  for (const text of ["unknown", "client.example", "", "<script>", "x".repeat(10_000), "ü"]) {
    assertEquals(networkOf(text), null);
    assertMatch(hashOf(text)!, /^[0-9a-f]{32}$/);
  }
  assertNotEquals(hashOf("a.example"), hashOf("b.example"));
});

Deno.test("a list as in X-Forwarded-For is taken part by part", () => {
  assertEquals(networkOf("203.0.113.7, unknown,198.51.100.9"), "203.0.113.0, 198.51.100.0");
  assertEquals(hashOf("203.0.113.7,198.51.100.9"), `${hashOf("203.0.113.7")}, ${hashOf("198.51.100.9")}`);
});

Deno.test("the hash of an address is the same however it is written, and another with another key", () => {
  const written = ["::ffff:203.0.113.7", "203.0.113.7:50312", "[::FFFF:CB00:7107]:1"];
  for (const text of written) assertEquals(hashOf(text), hashOf("203.0.113.7"), text);
  // printf %s 203.0.113.7 | openssl dgst -sha256 -hmac "a key of enough characters"
  assertEquals(hashOf("203.0.113.7"), "7e24dbe498c1566a906a544e3cb9d47b");
  assertNotEquals(anonymiser({ level: "hash", key: `${KEY}!` })!("203.0.113.7"), hashOf("203.0.113.7"));
});

Deno.test("nothing is left of an address that is dropped", () => {
  fc.assert(fc.property(fc.oneof(ipv4, ipv6, fc.string()), (text) => dropped(text) === null), { seed: 1 });
});

Deno.test("hosts of a network cannot be told apart, and networks can", () => {
  const last = fc.nat(255);
  fc.assert(
    fc.property(ipv4, last, (address, byte) => {
      const neighbour = [...parseIpAddress(address)!.slice(0, 3), byte].join(".");
      assertEquals(networkOf(neighbour), networkOf(address));
      assertEquals(networkOf(networkOf(address)!), networkOf(address));
    }),
    { seed: 1 },
  );
  assertNotEquals(networkOf("203.0.113.7"), networkOf("203.0.114.7"));
});

Deno.test("two addresses have one hash where they are the same, and only there", () => {
  const bytesOf = (text: string) => parseIpAddress(text)!.join();
  const address = fc.oneof(ipv4, ipv6);
  fc.assert(
    fc.property(address, address, (a, b) => (hashOf(a) === hashOf(b)) === (bytesOf(a) === bytesOf(b))),
    { seed: 1, numRuns: 500 },
  );
});
