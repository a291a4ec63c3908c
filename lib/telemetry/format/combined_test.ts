import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";
import { COMBINED } from "./combined.ts";

const LOGGED = Date.UTC(2026, 10, 22, 21, 40, 4);
const COMMON = '127.0.0.1 - - [22/Nov/2026:21:40:04 +0000] "GET /api/users HTTP/1.1" 200 420';
const PLAIN = `${COMMON} "https://shop.example.test/?a=%22b%22" "curl/8.5.0"`;
const TIMED = `${PLAIN} "203.0.113.36, 10.0.0.7" rt=0.125 uct="-, 0.001" uht="-, 0.124" urt="0.000, 0.124" ` +
  'us="502, 200" ua="127.0.0.1:19099, 127.0.0.1:19001" rid=000000161c8b8e7121ffd7879bb3b543';
const INGRESS =
  `${PLAIN} 245 0.125 [shop-web-8080] [] 127.0.0.1:19099, 127.0.0.1:19001 0, 2300 0.000, 0.125 502, 200 ` +
  "000000161c8b8e7121ffd7879bb3b543";
const APACHE = `shop.example.test:80 ${PLAIN} 22570 22 0 234 588 - "http://127.0.0.1:19001" ` +
  "000000010944fe0c9dfb369bab13dfae";
const TRAEFIK = `${PLAIN} 1000 "shop@docker" "http://127.0.0.1:19001" 22ms`;

const NGINX_MAIN = '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" ' +
  '"$http_user_agent" "$http_x_forwarded_for"';
const NGINX_JSON = '{"time":"$time_iso8601","addr":"$remote_addr","method":"$request_method","uri":"$request_uri",' +
  '"status":$status,"bytes":$bytes_sent,"rt":$request_time,"upstream":"$upstream_addr","agent":"$http_user_agent"}';
const APACHE_TIMED = String.raw`%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\" %D`;

/** Reads a line by a layout, or by the one that the line itself suggests. */
function read(line: string, layout: string | null = null, sample = line): ParsedRequest | Unreadable | null {
  const reader = COMBINED.open([sample], { timeZone: "UTC", layout });
  if (reader === null) throw new Error(`"${sample}" suggests no layout`);
  return reader.read(line);
}

function request(line: string, layout: string | null = null, sample = line): ParsedRequest {
  const result = read(line, layout, sample);
  if (result === null || result instanceof Unreadable) throw new Error(`"${line}" gave ${JSON.stringify(result)}`);
  return result;
}

function reason(line: string, sample = PLAIN): string {
  const result = read(line, null, sample);
  if (!(result instanceof Unreadable)) throw new Error(`"${line}" gave ${JSON.stringify(result)}`);
  return result.reason;
}

const OF_COMMON: ParsedRequest = {
  requested_at: LOGGED,
  balancer: null,
  pool: null,
  server_id: null,
  region: null,
  method: "GET",
  path: "/api/users",
  status_code: 200,
  duration_ms: null,
  queue_ms: null,
  connect_ms: null,
  upstream_ms: null,
  attempt_count: null,
  is_redispatched: null,
  request_bytes: null,
  response_bytes: 420,
  client_ip: "127.0.0.1",
  user_agent: null,
  protocol: "HTTP/1.1",
  tls_version: null,
  termination: null,
  request_id: null,
  retry_rate: null,
};
const OF_PLAIN: ParsedRequest = { ...OF_COMMON, user_agent: "curl/8.5.0" };

Deno.test("combined reads the common and the combined format", () => {
  assertEquals(request(COMMON), OF_COMMON);
  assertEquals(request(PLAIN), OF_PLAIN);
});

Deno.test("combined reads a line with the host in front", () => {
  assertEquals(request(`shop.example.test:80 ${COMMON}`), OF_COMMON);
  assertEquals(request(`shop.example.test ${PLAIN}`), OF_PLAIN);
});

Deno.test("combined reads nginx with times, upstreams and identifier, and takes the duration off the logged end", () => {
  const expected = {
    ...OF_PLAIN,
    requested_at: LOGGED - 125,
    server_id: "127.0.0.1:19001",
    duration_ms: 125,
    connect_ms: 1,
    upstream_ms: 124,
    attempt_count: 2,
    is_redispatched: true,
    request_id: "000000161c8b8e7121ffd7879bb3b543",
  };
  assertEquals(request(TIMED), expected);
});

Deno.test("combined reads ingress-nginx, whose lists stand without quotes", () => {
  const { requested_at, pool, server_id, attempt_count, upstream_ms, request_bytes, request_id } = request(INGRESS);
  assertEquals([requested_at, pool, server_id], [LOGGED - 125, "shop-web-8080", "127.0.0.1:19001"]);
  assertEquals([attempt_count, upstream_ms, request_bytes], [2, 125, 245]);
  assertEquals(request_id, "000000161c8b8e7121ffd7879bb3b543");
  const local = request(INGRESS.replace(/\[shop.*/, "[] [] - - - - 000000161c8b8e7121ffd7879bb3b544"), null, INGRESS);
  assertEquals([local.pool, local.server_id, local.attempt_count, local.upstream_ms], [null, null, 0, null]);
  assertEquals(local.request_id, "000000161c8b8e7121ffd7879bb3b544");
});

Deno.test("combined reads Apache with microseconds, bytes and worker, and leaves the logged start alone", () => {
  assertEquals(request(APACHE), {
    ...OF_PLAIN,
    server_id: "127.0.0.1:19001",
    duration_ms: 22.57,
    request_bytes: 234,
    response_bytes: 588,
    request_id: "000000010944fe0c9dfb369bab13dfae",
  });
});

Deno.test("combined reads Traefik's duration from 22ms, and the server from its URL", () => {
  const expected = { ...OF_PLAIN, pool: "shop@docker", server_id: "127.0.0.1:19001", duration_ms: 22 };
  assertEquals(request(TRAEFIK), expected);
  const unrouted = request(TRAEFIK.replace(/"shop.*/, '"-" "-" 0ms'), null, TRAEFIK);
  assertEquals([unrouted.pool, unrouted.server_id, unrouted.duration_ms], [null, null, 0]);
});

Deno.test("combined reads an internal redirect as a new group of attempts", () => {
  const redirected = request(
    TIMED.replace(/uct=.*/, 'uct="0.001 : 0.000" uht="0.021 : 0.004" urt="0.021 : 0.004" us="500 : 200" ') +
      'ua="127.0.0.1:19003, 127.0.0.1:19001 : [::1]:19010" rid=-',
    null,
    TIMED,
  );
  assertEquals([redirected.server_id, redirected.attempt_count, redirected.is_redispatched], ["[::1]:19010", 1, false]);
  assertEquals([redirected.connect_ms, redirected.upstream_ms, redirected.request_id], [1, 25, null]);
});

Deno.test("combined reads IPv6 and UNIX clients", () => {
  for (const client of ["::1", "2001:db8::7", "fe80::1%eth0", "unix:", "client.example.test"]) {
    assertEquals(request(TIMED.replace("127.0.0.1 ", `${client} `), null, TIMED).client_ip, client);
  }
});

Deno.test("combined turns every time zone into UTC", () => {
  const zones = new Map([["+0100", -1], ["-0800", 8], ["+0545", -5.75], ["+0000", 0]]);
  for (const [zone, hours] of zones) {
    assertEquals(request(PLAIN.replace("+0000", zone)).requested_at, LOGGED + hours * 3_600_000, zone);
  }
});

Deno.test("combined reads what nginx and Apache escaped", () => {
  const agents = new Map([
    [String.raw`Gr\xC3\xBC\xC3\x9Fe/1.0`, "Grüße/1.0"],
    [String.raw`Gr\xc3\xbc\xc3\x9fe/1.0`, "Grüße/1.0"],
    [String.raw`Weird \x22quoted\x22 agent\x5C with backslash`, 'Weird "quoted" agent\\ with backslash'],
    [String.raw`Weird \"quoted\" agent\\ with backslash`, 'Weird "quoted" agent\\ with backslash'],
    [String.raw`bot\twith\ttabs\\`, "bot\twith\ttabs\\"],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["-", null],
    ["", null],
  ]);
  for (const [logged, agent] of agents) {
    const odd = request(TIMED.replace("curl/8.5.0", logged), null, TIMED);
    assertEquals([odd.user_agent, odd.duration_ms, odd.attempt_count], [agent, 125, 2], logged);
  }
});

Deno.test("combined reads request lines that are incomplete or hostile", () => {
  const cases: [string, string | null, string | null, string | null][] = [
    [String.raw`\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03\x9A`, null, null, null],
    ["", null, null, null],
    ["-", null, null, null],
    ["GET", "GET", null, null],
    ["GET /", "GET", "/", null],
    ["GET /a b HTTP/1.1", "GET", "/a b", "HTTP/1.1"],
    [String.raw`GET /\x22\" HTTP/1.1`, "GET", '/""', "HTTP/1.1"],
    ["GET /a] [22/Nov/1999:00:00:00 +0000] HTTP/1.1", "GET", "/a] [22/Nov/1999:00:00:00 +0000]", "HTTP/1.1"],
    ["GET http://shop.example.test:80/a?b HTTP/1.1", "GET", "/a?b", "HTTP/1.1"],
    ["OPTIONS * HTTP/1.1", "OPTIONS", "*", "HTTP/1.1"],
    [`GET /${"a".repeat(3_000)} HTTP/1.1`, "GET", `/${"a".repeat(3_000)}`, "HTTP/1.1"],
    ["GET /$(id);'--<b> HTTP/1.1", "GET", "/$(id);'--<b>", "HTTP/1.1"],
  ];
  for (const [logged, method, path, protocol] of cases) {
    const odd = request(TIMED.replace("GET /api/users HTTP/1.1", () => logged), null, TIMED);
    assertEquals([odd.method, odd.path, odd.protocol], [method, path, protocol], logged);
    assertEquals([odd.status_code, odd.duration_ms, odd.requested_at], [200, 125, LOGGED - 125], logged);
  }
});

Deno.test("combined keeps absent, not sent and zero apart", () => {
  assertEquals(request(PLAIN.replace("200 420", "304 0")).response_bytes, 0);
  assertEquals(request(PLAIN.replace("200 420", "304 -")).response_bytes, 0);
  assertEquals(request(PLAIN.replace("200 420", "000 0")).status_code, null);
  assertEquals(request(PLAIN.replace("200 420", "- 0")).status_code, null);
  const waited = request(TIMED.replace("rt=0.125", "rt=-"), null, TIMED);
  assertEquals([waited.duration_ms, waited.requested_at], [null, LOGGED]);
  assertEquals(request(TIMED.replace("rt=0.125", "rt=0.000"), null, TIMED).duration_ms, 0);
  const aborted = request(
    TIMED.replace(/" 200 .* rt/, '" 499 0 "-" "-" "-" rt').replace(/us=".*?"/, 'us="-"'),
    null,
    TIMED,
  );
  assertEquals([aborted.status_code, aborted.attempt_count], [499, 2]);
});

Deno.test("combined reads a line that was cut behind its status", () => {
  const status = TIMED.indexOf(" 200 ") + 4;
  for (let end = status; end < TIMED.length; end++) {
    const cut = request(TIMED.slice(0, end), null, TIMED);
    assertEquals([cut.method, cut.path, cut.status_code], ["GET", "/api/users", 200], TIMED.slice(0, end));
  }
});

Deno.test("combined says why a line cannot be read", () => {
  assertEquals(reason(""), "no readable time: no $ident");
  assertEquals(reason("garbage"), "no readable time: no $ident");
  assertEquals(reason('{"status":200}'), "no readable time: no $ident");
  assertEquals(reason("2026/11/22 21:40:04 [error] 7#7: *1 upstream timed out"), "no readable time: no $time_local");
  assertEquals(reason(PLAIN.replace("22/Nov", "31/Nov")), "no readable time");
  assertEquals(reason(PLAIN.replace(" +0000", "")), "no readable time");
  assertEquals(reason(PLAIN.slice(0, PLAIN.indexOf("GET") + 9)), "no readable status: no $status");
  assertEquals(reason(PLAIN.slice(0, PLAIN.indexOf("200") + 2)), "no readable status: no $body_bytes_sent");
  assertEquals(reason(PLAIN.replace(" 200 ", " OK ")), "no readable status");
});

Deno.test("combined opens where a line of the sample looks like an access log, and tells the layout", () => {
  const options = { timeZone: "UTC", layout: null };
  assertEquals(COMBINED.open([], options), null);
  assertEquals(COMBINED.open(["garbage", '{"status":200}'], options), null);
  assertEquals(
    COMBINED.open(["garbage", COMMON], options)?.layout,
    '$remote_addr $ident $remote_user [$time_local] "$request" $status $body_bytes_sent',
  );
});

Deno.test("combined reads by a log_format of nginx", () => {
  assertEquals(request(`${PLAIN} "-"`, NGINX_MAIN), OF_PLAIN);
  const slow = request(
    '1.250 504 [22/Nov/2026:21:40:04 +0000] "10.0.0.1:80" GET /cart',
    '$request_time $status [$time_local] "$upstream_addr" $request_method $uri',
  );
  assertEquals([slow.requested_at, slow.status_code, slow.server_id], [LOGGED - 1_250, 504, "10.0.0.1:80"]);
  assertEquals([slow.method, slow.path, slow.client_ip], ["GET", "/cart", null]);
});

Deno.test("combined takes a layout with $ for one of nginx, also where it holds a %", () => {
  const layout = "$status 5%s [$time_local]";
  assertEquals(request("200 5%s [22/Nov/2026:21:40:04 +0000]", layout).requested_at, LOGGED);
});

Deno.test("combined reads by a log_format with escape=json, where nothing stands for what is absent", () => {
  const line = '{"time":"2026-11-22T22:40:04+01:00","addr":"::1","method":"GET","uri":"/api/users?q=ü","status":200,' +
    String.raw`"bytes":588,"rt":0.125,"upstream":"127.0.0.1:19099, [::1]:19006","agent":"a \"b\" \\ ü\n"}`;
  const json = request(line, NGINX_JSON);
  assertEquals([json.requested_at, json.client_ip, json.path], [LOGGED - 125, "::1", "/api/users?q=ü"]);
  assertEquals([json.server_id, json.attempt_count, json.user_agent], ["[::1]:19006", 2, 'a "b" \\ ü\n']);
  const absent = request(line.replace(/"upstream":.*/, '"upstream":"","agent":""}'), NGINX_JSON);
  assertEquals([absent.server_id, absent.attempt_count, absent.user_agent], [null, 0, null]);
});

Deno.test("combined reads by a LogFormat of Apache", () => {
  const line = `shop.example.test:80 ${PLAIN} 1250000`;
  assertEquals(request(line, APACHE_TIMED), { ...OF_PLAIN, duration_ms: 1_250 });
  assertEquals(request(`${COMMON} 2/2003100`, '%h %l %u %t "%r" %>s %b %T/%D').duration_ms, 2_003.1);
  assertEquals(request(`${COMMON} 2003`, '%h %l %u %t "%r" %>s %b %{ms}T').duration_ms, 2_003);
  assertEquals(request(`${COMMON} 2`, '%h %l %u %t "%r" %>s %b %T').duration_ms, 2_000);
});

Deno.test("combined refuses a layout that cuts no line", () => {
  const open = (layout: string) => COMBINED.open([PLAIN], { timeZone: "UTC", layout });
  assertThrows(() => open("combined"), SyntaxError, 'Cannot use layout "combined"');
  assertThrows(() => open("%h%l"), SyntaxError, "nothing separates");
});

/** Escapes as nginx does: quotes, backslashes and every byte that is not printable ASCII. */
function escaped(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) =>
    byte < 32 || byte > 126 || byte === 34 || byte === 92
      ? `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`
      : String.fromCharCode(byte)
  ).join("");
}

const ADDRESSES = fc.array(fc.constantFrom("10.0.0.1:80", "10.0.0.2:80", "[::1]:81", "unix:/run/a.sock"), {
  minLength: 1,
  maxLength: 4,
});
const REQUEST = fc.record({
  second: fc.integer({ min: 86_400, max: 4_102_444_799 }),
  client_ip: fc.oneof(fc.ipV4(), fc.ipV6()),
  method: fc.constantFrom("GET", "POST", "DELETE", "M-SEARCH"),
  path: fc.string({ unit: "grapheme" }).map((text) => `/${text.trim()}`),
  protocol: fc.constantFrom("HTTP/1.0", "HTTP/1.1", "HTTP/2.0"),
  status_code: fc.integer({ min: 100, max: 599 }),
  response_bytes: fc.maxSafeInteger().map((bytes) => Math.abs(bytes) % 1e15),
  user_agent: fc.string({ unit: "grapheme", minLength: 1 }).filter((agent) => agent !== "-"),
  duration_ms: fc.nat(600_000),
  addresses: ADDRESSES,
});

/** Writes a moment in the common log format. */
function clfTime(second: number, zoneHours: number): string {
  const local = new Date((second + zoneHours * 3_600) * 1_000).toUTCString();
  const [, day, month, year, time] = local.split(" ");
  const hours = String(Math.abs(zoneHours)).padStart(2, "0");
  return `${day}/${month}/${year}:${time} ${zoneHours < 0 ? "-" : "+"}${hours}00`;
}

Deno.test("combined reads back every request that nginx or Apache may write, by layout and by inference", () => {
  const variants = [
    { layout: null, isEndLogged: true },
    { layout: `${NGINX_MAIN} rt=$request_time ua="$upstream_addr"`, isEndLogged: true },
    { layout: '%h %l %u %t "%r" %>s %B "%{Referer}i" "%{User-Agent}i" "%{X-Forwarded-For}i" %D', isEndLogged: false },
  ];
  fc.assert(
    fc.property(REQUEST, fc.integer({ min: -11, max: 14 }), fc.constantFrom(...variants), (sent, zone, variant) => {
      const { client_ip, method, path, protocol, status_code, response_bytes, user_agent, duration_ms } = sent;
      const appended = variant.isEndLogged
        ? ` rt=${(duration_ms / 1_000).toFixed(3)} ua="${sent.addresses.join(", ")}"`
        : ` ${duration_ms * 1_000}`;
      const head = `${client_ip} - - [${clfTime(sent.second, zone)}] "${escaped(`${method} ${path} ${protocol}`)}"`;
      const line = `${head} ${status_code} ${response_bytes} "-" "${escaped(user_agent)}" "-"${appended}`;
      assertEquals(request(line, variant.layout), {
        ...OF_PLAIN,
        requested_at: sent.second * 1_000 - (variant.isEndLogged ? duration_ms : 0),
        client_ip,
        method,
        path,
        protocol,
        status_code,
        response_bytes,
        user_agent,
        duration_ms,
        ...(variant.isEndLogged && {
          server_id: sent.addresses.at(-1)!,
          attempt_count: sent.addresses.length,
          is_redispatched: new Set(sent.addresses).size > 1,
        }),
      });
    }),
    { seed: 20261122, numRuns: 500 },
  );
});

Deno.test("combined never throws, whatever the line", () => {
  const readers = [PLAIN, TIMED, INGRESS, APACHE, TRAEFIK]
    .map((line) => ({ line, reader: COMBINED.open([line], { timeZone: "UTC", layout: null })! }));
  const mutated = fc.tuple(fc.constantFrom(...readers), fc.nat(400), fc.nat(400), fc.string({ maxLength: 4 }))
    .map(([{ line }, start, end, text]) => line.slice(0, start) + text + line.slice(end));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), mutated), (line) => {
      for (const { reader } of readers) {
        const result = reader.read(line);
        if (result instanceof Unreadable) continue;
        if (result === null) throw new Error("every line is a record");
        assert(Number.isInteger(result.requested_at));
        assert(result.duration_ms === null || Number.isFinite(result.duration_ms));
      }
      COMBINED.open([line], { timeZone: "UTC", layout: null });
    }),
    { seed: 20261122, numRuns: 1_000 },
  );
});
