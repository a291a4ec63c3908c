import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";
import { HAPROXY_HTTP } from "./haproxy_http.ts";

const SYSLOG = "Nov 22 21:40:04 lb1 haproxy[5061]: ";
const ID = "000000061e527ff9160ef7a449f1c7e2";
const HTTP = "127.0.0.1:36860 [22/Nov/2026:21:40:04.460] fe_http be_shop/app3 1/2/3/4/10 200 9084 - - --NI " +
  `2/1/1/0/0 0/0 {shop.example.test|curl/8.5.0|${ID}} {b3} "GET /api/users HTTP/1.1"`;
const HTTPS = "10.0.0.7:50276 [22/Nov/2026:21:40:04.432] fe_https~ be_shop/app2 0/0/1/3/4 200 263 - - --NI " +
  '2/2/1/0/0 0/0 "GET /app.js HTTP/2.0" 0/0000000000000000/0/0/0 shop.test/TLSv1.3/TLS_AES_256_GCM_SHA384';
const REFUSED =
  '127.0.0.1:1 [22/Nov/2026:21:40:30.447] fe_http fe_http/<NOSRV> -1/-1/-1/-1/0 400 0 - - PR-- 2/1/0/0/0 0/0 "<BADREQ>"';
const TCP = "10.0.0.7:5432 [22/Nov/2026:21:40:04.460] db be_db/pg1 7/3/5000 212 -- 2/1/1/1/0 0/0";

function read(line: string, timeZone = "UTC"): ParsedRequest | Unreadable | null {
  return HAPROXY_HTTP.open([HTTP], { timeZone, layout: null })!.read(line);
}

function request(line: string, timeZone = "UTC"): ParsedRequest {
  const result = read(line, timeZone);
  if (result === null || result instanceof Unreadable) throw new Error(`"${line}" gave ${JSON.stringify(result)}`);
  return result;
}

function reason(line: string): string {
  const result = read(line);
  if (!(result instanceof Unreadable)) throw new Error(`"${line}" gave ${JSON.stringify(result)}`);
  return result.reason;
}

Deno.test("haproxy_http reads a line of httplog", () => {
  assertEquals(request(SYSLOG + HTTP), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 460),
    balancer: "lb1",
    pool: "be_shop",
    server_id: "app3",
    region: null,
    method: "GET",
    path: "/api/users",
    status_code: 200,
    duration_ms: 10,
    queue_ms: 2,
    connect_ms: 3,
    upstream_ms: 4,
    attempt_count: 1,
    is_redispatched: false,
    request_bytes: null,
    response_bytes: 9084,
    client_ip: "127.0.0.1",
    user_agent: "curl/8.5.0",
    protocol: "HTTP/1.1",
    tls_version: null,
    termination: "--NI",
    request_id: ID,
    retry_rate: null,
  });
});

Deno.test("haproxy_http reads the TLS version that httpslog appends", () => {
  const { pool, path, protocol, tls_version, user_agent, request_id } = request(SYSLOG + HTTPS);
  assertEquals({ pool, path, protocol, tls_version, user_agent, request_id }, {
    pool: "be_shop",
    path: "/app.js",
    protocol: "HTTP/2.0",
    tls_version: "TLSv1.3",
    user_agent: null,
    request_id: null,
  });
  assertEquals(request(HTTPS.replace("shop.test/", "-/")).tls_version, "TLSv1.3");
  assertEquals(request(HTTPS.replace("TLSv1.3/TLS_AES_256_GCM_SHA384", "-/-")).tls_version, null);
});

Deno.test("haproxy_http takes the balancer from syslog in every form, and null without", () => {
  const hosts = new Map([
    ["", null],
    ["haproxy[5061]: ", null],
    ["Nov 22 21:40:04 haproxy[5061]: ", null],
    ["<134>Nov  2 21:40:04 lb2 haproxy[5061]: ", "lb2"],
    ["2026-11-22T21:40:04.123+00:00 lb3 haproxy[5061]: ", "lb3"],
    ["<134>1 2026-11-22T21:40:04.432Z lb4 haproxy 5061 - - ", "lb4"],
    ['<134>1 2026-11-22T21:40:04.432Z lb5 haproxy 5061 - [meta sequenceId="1"] ', "lb5"],
  ]);
  for (const [prefix, host] of hosts) assertEquals(request(prefix + HTTP).balancer, host, prefix);
});

Deno.test("haproxy_http reads the date in the zone of the process", () => {
  assertEquals(request(HTTP, "Europe/Berlin").requested_at, Date.UTC(2026, 10, 22, 20, 40, 4, 460));
});

Deno.test("haproxy_http gives null for phases that were not reached, and zero for a measured zero", () => {
  const refused = request(REFUSED);
  assertEquals([refused.queue_ms, refused.connect_ms, refused.upstream_ms, refused.duration_ms], [null, null, null, 0]);
  assertEquals(request(HTTP.replace("1/2/3/4/10", "0/0/0/0/0")).queue_ms, 0);
  assertEquals(request(HTTP.replace("1/2/3/4/10", "0/0/0/-1/-1")).duration_ms, null);
});

Deno.test("haproxy_http accepts the plus of logasap", () => {
  const early = request(HTTP.replace("4/10 200 9084", "4/+10 200 +9084"));
  assertEquals([early.duration_ms, early.response_bytes], [10, 9084]);
});

Deno.test("haproxy_http counts retries as attempts and tells a redispatch", () => {
  const retried = request(HTTP.replace("2/1/1/0/0", "2/1/1/0/3"));
  assertEquals([retried.attempt_count, retried.is_redispatched], [4, false]);
  assertEquals(request(HTTP.replace("/api/users", "/a+1")).is_redispatched, false);
  const redispatched = request(HTTP.replace("2/1/1/0/0", "2/1/1/0/+2"));
  assertEquals([redispatched.attempt_count, redispatched.is_redispatched], [3, true]);
});

Deno.test("haproxy_http counts no attempt where no server was contacted", () => {
  assertEquals(request(REFUSED).attempt_count, 0);
  const queued = request(HTTP.replace("1/2/3/4/10 200", "0/300/-1/-1/300 503").replace("--NI", "sQVN"));
  assertEquals([queued.attempt_count, queued.server_id, queued.queue_ms, queued.connect_ms], [0, "app3", 300, null]);
  const down = request(HTTP.replace("1/2/3/4/10 200", "0/0/-1/-1/30 503").replace("--NI", "SCNN"));
  assertEquals(down.attempt_count, 1);
});

Deno.test("haproxy_http keeps the pool and has no server for <NOSRV> and <STATS>", () => {
  const refused = request(REFUSED);
  assertEquals([refused.pool, refused.server_id, refused.status_code], ["fe_http", null, 400]);
  assertEquals([refused.method, refused.path, refused.protocol, refused.response_bytes], [null, null, null, 0]);
  const stats = request(HTTP.replace("be_shop/app3", "stats/<STATS>").replace("--NI", "LR--"));
  assertEquals([stats.pool, stats.server_id, stats.attempt_count, stats.termination], ["stats", null, 0, "LR--"]);
});

Deno.test("haproxy_http gives null for a status that was never sent", () => {
  assertEquals(request(HTTP.replace(" 200 ", " -1 ")).status_code, null);
  assertEquals(request(HTTP.replace(" 200 ", " 0 ")).status_code, null);
});

Deno.test("haproxy_http splits IPv6 and UNIX clients at the last colon", () => {
  const clients = new Map([["::1:54321", "::1"], ["2001:db8::7:80", "2001:db8::7"], ["unix:1", "unix"]]);
  for (const [client, address] of clients) {
    assertEquals(request(SYSLOG + HTTP.replace("127.0.0.1:36860", client)).client_ip, address);
  }
});

Deno.test("haproxy_http reads captures with spaces and escapes, with one pair of braces, and without any", () => {
  const spaced = request(HTTP.replace("curl/8.5.0", "Gr#C3#BC#C3#9Fe/1.0 (#22x#22 #7C #09)"));
  assertEquals(spaced.user_agent, 'Grüße/1.0 ("x" | \t)');
  const single = request(HTTP.replace(/\{shop.*\} \{b3\}/, `{${ID}}`).replace("fe_http", "other"));
  assertEquals([single.request_id, single.user_agent], [ID, null]);
  const none = request(HTTP.replace(/\{shop.*\} \{b3\} /, ""));
  assertEquals([none.request_id, none.user_agent, none.path], [null, null, "/api/users"]);
  assertEquals(request(HTTP.replace(/\{shop.*\} \{b3\}/, "{} {}")).request_id, null);
});

Deno.test("haproxy_http learns from the first lines of a frontend where the agent is captured", () => {
  const odd = HTTP.replace("curl/8.5.0", "Weird agent");
  assertEquals(request(odd).user_agent, "Weird agent");
  assertEquals(request(odd.replace("fe_http", "fe_http~")).user_agent, "Weird agent");
  assertEquals(request(odd.replace("fe_http", "other")).user_agent, null);
});

Deno.test("haproxy_http decodes the path and keeps raw spaces in it", () => {
  const odd = request(HTTP.replace("/api/users", "/a b/#C3#BC?q=#22"));
  assertEquals([odd.method, odd.path, odd.protocol], ["GET", '/a b/ü?q="', "HTTP/1.1"]);
  assertEquals(request(HTTP.replace("/api/users", "http://shop:80/x?y")).path, "/x?y");
});

Deno.test("haproxy_http reads a request that syslog cut", () => {
  const cases: [string, string | null, string | null, string | null][] = [
    ['"GET /api/us', "GET", "/api/us", null],
    ['"GET /api/users HT', "GET", "/api/users", null],
    ['"GET /api/users HTTP/1.', "GET", "/api/users", null],
    ['"GET /api/users HTTP/1.1', "GET", "/api/users", "HTTP/1.1"],
    ['"GET ', "GET", null, null],
    ['"GE', null, null, null],
    ['"', null, null, null],
    ["", null, null, null],
  ];
  for (const [text, method, path, protocol] of cases) {
    const cut = request(HTTP.slice(0, HTTP.indexOf('"')) + text);
    assertEquals([cut.method, cut.path, cut.protocol], [method, path, protocol], text);
    assertEquals([cut.status_code, cut.request_id], [200, ID]);
  }
});

Deno.test("haproxy_http reads tcplog as a request without method, path and status", () => {
  const tcp = request(SYSLOG + TCP);
  assertEquals([tcp.method, tcp.path, tcp.status_code, tcp.upstream_ms], [null, null, null, null]);
  assertEquals([tcp.queue_ms, tcp.connect_ms, tcp.duration_ms, tcp.response_bytes], [7, 3, 5000, 212]);
  assertEquals([tcp.pool, tcp.server_id, tcp.attempt_count, tcp.termination], ["be_db", "pg1", 1, "--"]);
});

Deno.test("haproxy_http rejects records that are no request, and says what they are", () => {
  assertEquals(
    reason(`${SYSLOG}Connect from 10.0.0.1:1 to 10.0.0.2:80 (fe_http/HTTP)`),
    "not a request: a connection in HAProxy's default log, without httplog",
  );
  assertEquals(
    reason(`${SYSLOG}10.0.0.1:1 [22/Nov/2026:21:40:04.460] fe_https/1: SSL handshake failure`),
    "not a request: SSL handshake failure",
  );
  assertEquals(reason(`${SYSLOG}Proxy fe_http started.`), "not a request: a message of HAProxy about itself");
  assertEquals(reason(`${SYSLOG}Server be/app1 is DOWN.`), "not a request: a message of HAProxy about itself");
});

Deno.test("haproxy_http names the field that it cannot read", () => {
  assertEquals(
    reason(HTTP.replace("be_shop/app3", "be_shop")),
    "the backend and server of a HAProxy line cannot be read",
  );
  assertEquals(reason(HTTP.replace("1/2/3/4/10", "1/2/3/4")), "the timers of a HAProxy line cannot be read");
  assertEquals(
    reason(HTTP.replace("1/2/3/4/10", "1/2/x/4/10")),
    "the timers of a HAProxy line cannot be read",
  );
  assertEquals(reason(HTTP.replace(" 200 ", " OK ")), "the status of a HAProxy line cannot be read");
  assertEquals(reason(HTTP.replace(" 9084 ", " - ")), "the bytes of a HAProxy line cannot be read");
  assertEquals(reason(HTTP.replace("--NI", "--")), "the termination state of a HAProxy line cannot be read");
  assertEquals(
    reason(HTTP.replace("2/1/1/0/0", "2/1/1/0")),
    "the connection counts of a HAProxy line cannot be read",
  );
  assertEquals(reason(HTTP.replace(" 0/0 ", " 0 ")), "the queue lengths of a HAProxy line cannot be read");
  assertEquals(reason(HTTP.replace("22/Nov", "31/Nov")), "the date in brackets is no moment");
  assertEquals(reason(HTTP.replace("127.0.0.1:36860", "-")), "the client before the date has no address and port");
  assertEquals(reason(""), "a HAProxy line has its date in brackets, and there is none");
});

Deno.test("haproxy_http opens where one line of the sample reads, and not for other formats", () => {
  const options = { timeZone: "UTC", layout: null };
  assert(HAPROXY_HTTP.open(["garbage", `${SYSLOG}Proxy fe started.`, SYSLOG + HTTP.slice(60), TCP], options) !== null);
  const foreign = [
    "",
    `${SYSLOG}Proxy fe started.`,
    '127.0.0.1 - - [22/Nov/2026:21:29:21 +0000] "GET /a/b 1/2/3/4/5 HTTP/1.1" 200 1 "-" "curl/8.5.0"',
    '[2026-11-22T21:40:04.437Z] "GET / HTTP/1.1" 200 - 0 1 2 1 "-" "curl" "id" "host" "10.0.0.1:80"',
    '{"time":"22/Nov/2026:21:29:21 +0000","status":200}',
    "2026-11-22T21:40:04Z shop 10.0.0.9:2 10.0.0.1:1 0.0 0.02 0.0 200 200 0 3 " + '"GET http://h:80/ HTTP/1.1" "-" - -',
  ];
  for (const line of foreign) assertEquals(HAPROXY_HTTP.open([line], options), null, line);
});

Deno.test("haproxy_http never throws, whatever the line", () => {
  const lines = fc.constantFrom(SYSLOG + HTTP, HTTPS, REFUSED, TCP);
  const mutated = fc.tuple(lines, fc.nat(400), fc.nat(400), fc.string({ maxLength: 4 }))
    .map(([line, start, end, text]) => line.slice(0, start) + text + line.slice(end));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), mutated), (line) => {
      const result = read(line);
      assert(result instanceof Unreadable || result !== null && Number.isInteger(result.requested_at));
      HAPROXY_HTTP.open([line], { timeZone: "UTC", layout: null });
    }),
    { seed: 20261122, numRuns: 2_000 },
  );
});
