import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { inferLayout } from "./infer_layout.ts";
import { parseLayout } from "./layout.ts";

const HEAD = '$remote_addr $ident $remote_user [$time_local] "$request" $status $body_bytes_sent';
const COMBINED = `${HEAD} "$http_referer" "$http_user_agent"`;
const COMMON_LINE = '127.0.0.1 - - [22/Nov/2026:21:40:04 +0000] "GET /api/users HTTP/1.1" 200 420';
const COMBINED_LINE = `${COMMON_LINE} "https://shop.example.test/?a=%22b%22" "curl/8.5.0"`;

Deno.test("inferLayout() knows the common and the combined format", () => {
  assertEquals(inferLayout([COMMON_LINE]), HEAD);
  assertEquals(inferLayout([COMBINED_LINE]), COMBINED);
});

Deno.test("inferLayout() knows the host that vhost formats put in front", () => {
  for (const host of ["shop.example.test:80", "10.0.0.9:443"]) {
    assertEquals(inferLayout([`${host} ${COMBINED_LINE}`]), `$server_name ${COMBINED}`);
  }
  assertEquals(inferLayout([`shop.example.test ${COMMON_LINE}`]), `$server_name ${HEAD}`);
  assertEquals(inferLayout([COMMON_LINE.replace("127.0.0.1", "shop.example.test ::1")]), `$server_name ${HEAD}`);
});

Deno.test("inferLayout() takes no IPv6 client and no list of clients for a host", () => {
  for (const client of ["::1", "2001:db8::7", "203.0.113.36, 10.0.0.7"]) {
    assertEquals(inferLayout([COMMON_LINE.replace("127.0.0.1 - -", `${client} - john doe`)]), HEAD, client);
  }
});

Deno.test("inferLayout() knows appended times, upstreams and identifiers, with keys", () => {
  const line = `${COMBINED_LINE} "203.0.113.36, 10.0.0.7" rt=0.022 uct="0.000, -" uht="0.022" urt="0.022" us="200" ` +
    'ua="127.0.0.1:19001, [::1]:19006 : unix:/run/a.sock" rid=000000057d0753e5f6e5c77a2ee05f69';
  assertEquals(
    inferLayout([line]),
    `${COMBINED} "$http_x_forwarded_for" rt=$request_time uct="$upstream_connect_time" uht="$upstream_header_time" ` +
      'urt="$upstream_response_time" us="$upstream_status" ua="$upstream_addr" rid=$request_id',
  );
});

Deno.test("inferLayout() knows ingress-nginx, whose lists stand without quotes", () => {
  const line = `${COMBINED_LINE} 246 0.022 [shop-web-8080] [] 127.0.0.1:19099, 127.0.0.1:19001 0, 31000 ` +
    "0.000, 0.022 502, 200 000000057d0753e5f6e5c77a2ee05f69";
  assertEquals(
    inferLayout([line]),
    `${COMBINED} $request_length $request_time [$proxy_upstream_name] [$proxy_alternative_upstream_name] ` +
      "$upstream_addr $field_8 $upstream_response_time $upstream_status $request_id",
  );
});

Deno.test("inferLayout() knows Apache's durations, bytes and worker", () => {
  const lines = ["22570 22 0 234 588", "37239 37 0 262 2469", "2003100 2003 2 251 31170"]
    .map((numbers) => `${COMBINED_LINE} ${numbers} - "http://127.0.0.1:19001" 000000010944fe0c9dfb369bab13dfae`);
  assertEquals(
    inferLayout(lines),
    `${COMBINED} $request_us $request_ms $request_s $request_length $bytes_sent $field_8 "$worker_name" $request_id`,
  );
});

Deno.test("inferLayout() reads Traefik's duration from 22ms and not from its count of requests", () => {
  const lines = [
    `${COMBINED_LINE} 1000 "shop@docker" "http://127.0.0.1:19001" 22ms`,
    `${COMBINED_LINE} 1001 "-" "-" 0ms`,
  ];
  const layout = `${COMBINED} $request_count "$router_name" "$worker_name" \${request_ms}ms`;
  assertEquals(inferLayout(lines), layout);
  assertEquals(inferLayout(lines.slice(1)), layout);
});

Deno.test("inferLayout() accepts hostile and empty requests, and missing sizes", () => {
  const requests = [
    '""',
    '"-"',
    String.raw`"\x16\x03\x01\x02"`,
    String.raw`"GET /\" HTTP/1.1"`,
    '"GET /a b [c] HTTP/1.1"',
  ];
  for (const request of requests) {
    const line = COMBINED_LINE.replace('"GET /api/users HTTP/1.1"', request).replace("200 420", "400 -");
    assertEquals(inferLayout([line]), COMBINED, request);
  }
});

Deno.test("inferLayout() follows the shape that most lines have", () => {
  assertEquals(inferLayout(["", "garbage", COMMON_LINE, COMBINED_LINE, COMBINED_LINE]), COMBINED);
});

Deno.test("inferLayout() is null where no line begins like an access log", () => {
  const foreign = [
    [],
    [""],
    ["Nov 22 21:40:04 lb1 haproxy[5061]: Proxy fe started."],
    ['{"time":"22/Nov/2026:21:29:21 +0000","status":200}'],
    ['127.0.0.1 - - [22/Nov/2026:21:40:04 +0000] "GET / HTTP/1.1" OK 420'],
    ['127.0.0.1 - - [2026-11-22T21:40:04Z] "GET / HTTP/1.1" 200 420'],
    ['127.0.0.1 - - [22/Nov/2026:21:40:04 +0000] "GET / HT'],
  ];
  for (const sample of foreign) assertEquals(inferLayout(sample), null, sample[0]);
});

Deno.test("inferLayout() survives lines of megabytes, by looking at the others", () => {
  const head = COMMON_LINE.slice(0, COMMON_LINE.indexOf("GET"));
  const long = [head + "a".repeat(1 << 24), `${COMMON_LINE}${' "a"'.repeat(1 << 20)}`, '"'.repeat(1 << 24)];
  assertEquals(inferLayout(long), null);
  assertEquals(inferLayout([...long, COMBINED_LINE]), COMBINED);
});

Deno.test("inferLayout() infers a layout that parses, whatever is appended", () => {
  const tail = fc.array(
    fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom('"', " ", "[", "]", "=", "0.001", "$a", "5ms")),
  );
  fc.assert(
    fc.property(tail, (parts) => {
      const layout = inferLayout([`${COMBINED_LINE} ${parts.join("")}`]);
      assert(layout === null || parseLayout(layout).variables.length >= 7);
      assert(inferLayout([parts.join("")]) === null);
    }),
    { seed: 20261122, numRuns: 1_000 },
  );
});
