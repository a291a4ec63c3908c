import { assertEquals } from "@std/assert";
import { tlsVersionOf } from "./tls_version.ts";

Deno.test("tlsVersionOf() has one name for what balancers write", () => {
  const written = ["TLSv1.3", "TLS 1.2", "tlsv12", "1.0", "TLS1_1"];
  assertEquals(written.map(tlsVersionOf), ["TLSv1.3", "TLSv1.2", "TLSv1.2", "TLSv1.0", "TLSv1.1"]);
  assertEquals(["SSLv3", "QUIC", ""].map(tlsVersionOf), ["SSLv3", "QUIC", ""]);
});
