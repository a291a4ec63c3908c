import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";
import { AWS_ALB } from "./aws_alb.ts";

const OPTIONS = { timeZone: "UTC", layout: null };
const TARGET_GROUP = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/73e2d6bc24d8a067";
const CERTIFICATE = "arn:aws:acm:us-west-2:123456789012:certificate/12345678";
const HEAD =
  "https 2026-11-22T21:40:04.459000Z app/shop-alb/50dc 203.0.113.100:20001 10.0.0.1:80 0.001 0.020 0.000 200 200 246 31160";
const SHORT =
  `${HEAD} "GET https://shop.test:443/cart?id=7 HTTP/1.1" "curl/8.5.0" ECDHE-RSA-AES128 TLSv1.2 ${TARGET_GROUP} "Root=1-58337262-36d228ad"`;
const FULL =
  `${SHORT} "shop.test" "${CERTIFICATE}" 1 2026-11-22T21:40:04.437001Z "waf,forward" "-" "-" "10.0.0.1:80" "200" "-" "-"`;

function read(line: string): ParsedRequest | Unreadable | null {
  return AWS_ALB.open([FULL], OPTIONS)!.read(line);
}

function request(line: string): ParsedRequest {
  const result = read(line);
  if (result === null || result instanceof Unreadable) throw new Error(`"${line}" gave ${JSON.stringify(result)}`);
  return result;
}

function reason(line: string): string {
  const result = read(line);
  if (!(result instanceof Unreadable)) throw new Error(`"${line}" gave ${JSON.stringify(result)}`);
  return result.reason;
}

Deno.test("aws_alb reads a line of 29 fields", () => {
  assertEquals(request(FULL), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 437),
    balancer: "app/shop-alb/50dc",
    pool: "shop",
    server_id: "10.0.0.1:80",
    region: "eu-central-1",
    method: "GET",
    path: "/cart?id=7",
    status_code: 200,
    duration_ms: 21.999,
    queue_ms: 1,
    connect_ms: null,
    upstream_ms: 20,
    attempt_count: 1,
    is_redispatched: null,
    request_bytes: 246,
    response_bytes: 31160,
    client_ip: "203.0.113.100",
    user_agent: "curl/8.5.0",
    protocol: "HTTP/1.1",
    tls_version: "TLSv1.2",
    termination: null,
    request_id: "Root=1-58337262-36d228ad",
    retry_rate: null,
  });
});

Deno.test("aws_alb ignores fields that were added later", () => {
  const later = `${FULL} TID_1234abcd "shop.test" "/cart" "TransformSuccess" "new field"`;
  assertEquals(request(later), request(FULL));
});

Deno.test("aws_alb reads the short lines of early logs, and takes their start from the three parts", () => {
  const certificateLast = `${SHORT} "shop.test" "${CERTIFICATE}"`;
  const reasonLast = `${certificateLast} 1 2026-11-22T21:40:04.437001Z "forward" "-" "-"`;
  for (const line of [SHORT, certificateLast]) {
    const early = request(line);
    assertEquals(early.requested_at, Date.UTC(2026, 10, 22, 21, 40, 4, 438));
    assertEquals([early.duration_ms, early.attempt_count, early.request_id], [21, 1, "Root=1-58337262-36d228ad"]);
  }
  assertEquals(request(reasonLast), request(FULL));
});

Deno.test("aws_alb takes the logged time as the start where neither creation nor all parts are known", () => {
  const early = request(SHORT.replace("0.001 0.020 0.000", "0.000 0.010 -1"));
  assertEquals(early.requested_at, Date.UTC(2026, 10, 22, 21, 40, 4, 459));
  assertEquals([early.queue_ms, early.upstream_ms, early.duration_ms], [0, 10, null]);
});

Deno.test("aws_alb gives null for parts of -1, and still the total from the creation time", () => {
  const refused = request(FULL.replace("0.001 0.020 0.000", "-1 -1 -1"));
  assertEquals([refused.queue_ms, refused.upstream_ms, refused.duration_ms], [null, null, 21.999]);
});

Deno.test("aws_alb reads the six decimals of older logs without noise", () => {
  const parts = request(SHORT.replace("0.001 0.020 0.000", "0.000057 0.020123 0.000035"));
  assertEquals([parts.queue_ms, parts.upstream_ms, parts.duration_ms], [0.057, 20.123, 20.215]);
});

Deno.test("aws_alb has no server and no attempt where nothing was dispatched", () => {
  const blocked = request(
    FULL.replace("10.0.0.1:80 0.001 0.020 0.000 200 200", "- -1 -1 -1 403 -").replace('"10.0.0.1:80" "200"', '"-" "-"'),
  );
  assertEquals([blocked.server_id, blocked.attempt_count, blocked.status_code], [null, 0, 403]);
});

Deno.test("aws_alb counts the answer of a Lambda function, which has no address, as one attempt", () => {
  const lambda = request(FULL.replace("10.0.0.1:80 0.001", "- 0.001").replace('"10.0.0.1:80"', '"-"'));
  assertEquals([lambda.server_id, lambda.attempt_count], [null, 1]);
});

Deno.test("aws_alb counts the targets of the list", () => {
  assertEquals(request(FULL.replace('"10.0.0.1:80" "200"', '"10.0.0.1:80 10.0.0.2:80" "502 200"')).attempt_count, 2);
});

Deno.test("aws_alb gives null for a status that was never sent", () => {
  assertEquals(request(FULL.replace("200 200", "- -")).status_code, null);
  assertEquals(request(FULL.replace("200 200", "000 -")).status_code, null);
});

Deno.test("aws_alb reads IPv6 clients and targets, and any type", () => {
  const six = request(
    FULL.replace("203.0.113.100:20001 10.0.0.1:80", "[2001:db8::7]:20001 [::1]:80").replace("https ", "quic "),
  );
  assertEquals([six.client_ip, six.server_id], ["2001:db8::7", "[::1]:80"]);
});

Deno.test("aws_alb takes the region from the certificate where there is no target group", () => {
  const redirected = request(FULL.replace(TARGET_GROUP, "-"));
  assertEquals([redirected.pool, redirected.region], [null, "us-west-2"]);
  const plain = request(FULL.replace(TARGET_GROUP, "-").replace(CERTIFICATE, "session-reused"));
  assertEquals(plain.region, null);
});

Deno.test("aws_alb reads requests that are malformed or hold spaces", () => {
  const cases: [string, string | null, string | null, string | null][] = [
    ["GET http://shop.test:80/a b/c HTTP/1.1", "GET", "/a b/c", "HTTP/1.1"],
    ["GET http://shop.test:80 HTTP/1.1", "GET", "/", "HTTP/1.1"],
    ['GET http://shop.test:80/a"b HTTP/1.1', "GET", '/a"b', "HTTP/1.1"],
    ['GET http://shop.test:80/a" b HTTP/1.1', "GET", '/a" b', "HTTP/1.1"],
    ["- http://shop.test:80- ", null, null, null],
    ["- http://shop.test:80- - ", null, null, null],
    ["- - -", null, null, null],
    ["", null, null, null],
  ];
  for (const [text, method, path, protocol] of cases) {
    const odd = request(FULL.replace("GET https://shop.test:443/cart?id=7 HTTP/1.1", text));
    assertEquals([odd.method, odd.path, odd.protocol], [method, path, protocol], text);
    assertEquals(odd.user_agent, "curl/8.5.0");
  }
});

Deno.test("aws_alb reads agents with quotes and escapes, and null for none", () => {
  const agents = new Map([
    ["-", null],
    [String.raw`Weird \x22quoted\x22 Gr\xC3\xBC\xC3\x9Fe`, 'Weird "quoted" Grüße'],
    [String.raw`Weird \"quoted\" agent`, 'Weird "quoted" agent'],
    ['Weird "quoted" agent', 'Weird "quoted" agent'],
  ]);
  for (const [logged, agent] of agents) {
    const odd = request(FULL.replace('"curl/8.5.0"', `"${logged}"`));
    assertEquals([odd.user_agent, odd.tls_version, odd.pool], [agent, "TLSv1.2", "shop"], logged);
  }
});

Deno.test("aws_alb has no TLS version and no trace where there is none", () => {
  const plain = request(FULL.replace("ECDHE-RSA-AES128 TLSv1.2", "- -").replace("Root=1-58337262-36d228ad", "-"));
  assertEquals([plain.tls_version, plain.request_id], [null, null]);
});

Deno.test("aws_alb takes the error reason as termination", () => {
  assertEquals(
    request(FULL.replace('"waf,forward" "-" "-"', '"forward" "-" "LambdaTimeout"')).termination,
    "LambdaTimeout",
  );
});

Deno.test("aws_alb says why a line cannot be read", () => {
  assertEquals(reason(""), "an ALB line has its time in the second field, and there is none");
  assertEquals(reason(FULL.replace("0.020", "fast")), "an ALB time is no number");
  assertEquals(reason(FULL.replace(" 31160 ", " - ")), "an ALB count of bytes is no number");
  assertEquals(reason(FULL.replace(" 200 200 ", " OK 200 ")), "an ALB status is no number of three digits");
  assertEquals(reason(HEAD), "the request, the user agent or the TLS fields of an ALB line are missing");
  assertEquals(
    reason(FULL.slice(0, FULL.indexOf("TLSv1.2"))),
    "the request, the user agent or the TLS fields of an ALB line are missing",
  );
  assertEquals(reason(FULL.slice(0, FULL.indexOf("2-36d"))), "a quoted field of an ALB line is not closed");
});

Deno.test("aws_alb opens where one line of the sample reads, and not for other formats", () => {
  assert(AWS_ALB.open(["garbage", FULL.slice(9), SHORT], OPTIONS) !== null);
  const foreign = [
    "",
    FULL.slice("https ".length),
    '2026-11-22T21:40:04.437000Z shop 10.0.0.9:2 10.0.0.1:1 0.0 0.02 0.0 200 200 0 3 "GET http://h:80/ HTTP/1.1" "-" - -',
    "tls 2.0 2026-11-22T21:40:04 net/shop/c6 g3 10.0.0.9:2 10.0.0.1:1 6 4 244 578 - - - X tlsv12 - h h2 h2 -",
    '[2026-11-22T21:40:04.437Z] "GET / HTTP/1.1" 200 - 0 1 2 1 "-" "curl" "id" "host" "10.0.0.1:80"',
  ];
  for (const line of foreign) assertEquals(AWS_ALB.open([line], OPTIONS), null, line);
});

Deno.test("aws_alb never throws, whatever the line", () => {
  const mutated = fc.tuple(fc.nat(600), fc.nat(600), fc.string({ maxLength: 4 }))
    .map(([start, end, text]) => FULL.slice(0, start) + text + FULL.slice(end));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), mutated), (line) => {
      const result = read(line);
      assert(result instanceof Unreadable || result !== null && Number.isInteger(result.requested_at));
    }),
    { seed: 20261122, numRuns: 2_000 },
  );
});
