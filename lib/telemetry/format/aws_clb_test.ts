import { assertEquals } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { AWS_CLB } from "./aws_clb.ts";

const HEAD = "2026-11-22T21:40:04.437000Z shop-classic 198.51.100.9:20000 10.0.0.1:80";
const LINE = `${HEAD} 0.000073 0.001048 0.000057 200 200 12 31000 "GET https://shop.test:443/cart?id=7 HTTP/1.1" ` +
  '"curl/8.5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2';
const clb = new TrialFormat(AWS_CLB, [LINE]);

Deno.test("aws_clb reads a request; its duration is the sum of the three parts", () => {
  assertEquals(clb.told(LINE), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 437),
    balancer: "shop-classic",
    server_id: "10.0.0.1:80",
    method: "GET",
    path: "/cart?id=7",
    status_code: 200,
    duration_ms: 1.178,
    queue_ms: 0.073,
    upstream_ms: 1.048,
    attempt_count: 1,
    request_bytes: 12,
    response_bytes: 31000,
    client_ip: "198.51.100.9",
    user_agent: "curl/8.5.0",
    protocol: "HTTP/1.1",
    tls_version: "TLSv1.2",
  });
});

Deno.test("aws_clb: what was not reached is null, never -1", () => {
  const failed = clb.told(
    `${HEAD.replace("10.0.0.1:80", "-")} -1 -1 -1 503 0 0 0 "GET http://shop.test:80/ HTTP/1.1" "-" - -`,
  );
  assertEquals(failed, {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 437),
    balancer: "shop-classic",
    method: "GET",
    path: "/",
    status_code: 503,
    attempt_count: 0,
    request_bytes: 0,
    response_bytes: 0,
    client_ip: "198.51.100.9",
    protocol: "HTTP/1.1",
  });
});

Deno.test("aws_clb reads TCP listeners and the short lines of before 2015", () => {
  const tcp = clb.told(`${HEAD} 0.001069 0.000028 0.000041 - - 82 305 "- - - " "-" - -`);
  assertEquals([tcp.status_code, tcp.method, tcp.duration_ms], [undefined, undefined, 1.138]);
  const short = clb.told(`${HEAD} 0.000073 0.001048 0.000057 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1"`);
  assertEquals([short.path, short.user_agent], ["/", undefined]);
});

Deno.test("aws_clb says what is wrong with other lines", () => {
  assertEquals(clb.reason("yesterday"), "a line of a Classic Load Balancer begins with its moment");
  assertEquals(
    clb.reason(`${HEAD} soon 0 0 200 200 0 0 "GET / HTTP/1.1"`),
    "a time of a Classic Load Balancer's line is no number",
  );
  assertEquals(clb.reason(`${HEAD} 0 0 0 200 200 many 0 "GET / HTTP/1.1"`), "a count of bytes is no number");
  assertEquals(clb.reason(`${HEAD} 0 0 0 200 200 0 0 "GET / HT`), "a quoted field is not closed");
});

Deno.test("aws_clb is steady under any text", () => clb.assertSteady(LINE));
