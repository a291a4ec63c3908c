import { assertEquals, assertThrows } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { CADDY_JSON } from "./caddy_json.ts";

const RECORD = {
  level: "info",
  ts: 1795383604.4526412,
  logger: "http.log.access.log0",
  msg: "handled request",
  request: {
    remote_ip: "10.0.0.7",
    remote_port: "46474",
    client_ip: "203.0.113.138",
    proto: "HTTP/2.0",
    method: "GET",
    host: "shop.test",
    uri: "/cart?id=7",
    headers: { "User-Agent": ["curl/8.5.0"], "X-Request-Id": ["0003c1b8"] },
    tls: { resumed: false, version: 772 },
  },
  bytes_read: 12,
  duration: 0.030848286,
  size: 180,
  status: 200,
};
const LINE = JSON.stringify(RECORD);
const caddy = new TrialFormat(CADDY_JSON, [LINE]);
const told = (changes: object) => caddy.told(JSON.stringify({ ...RECORD, ...changes }));

Deno.test("caddy_json reads a request, and takes the duration off the logged end", () => {
  assertEquals(caddy.told(LINE), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 421),
    method: "GET",
    path: "/cart?id=7",
    status_code: 200,
    duration_ms: 30.848286,
    request_bytes: 12,
    response_bytes: 180,
    client_ip: "203.0.113.138",
    user_agent: "curl/8.5.0",
    protocol: "HTTP/2.0",
    tls_version: "TLSv1.3",
    request_id: "0003c1b8",
  });
});

Deno.test("caddy_json: status 0 is an answer that was never sent", () => {
  assertEquals(told({ status: 0 }).status_code, undefined);
});

Deno.test("caddy_json takes the other ways to write moments, durations and clients", () => {
  const at = Date.UTC(2026, 10, 22, 21, 40, 4, 421);
  assertEquals(told({ ts: "2026-11-22T21:40:04.452Z", duration: "30.848286ms" }).requested_at, at);
  assertEquals(told({ ts: 1795383604452.64 }).requested_at, at);
  assertEquals(told({ request: { remote_addr: "[::1]:4711" } }).client_ip, "::1");
});

Deno.test("caddy_json: other loggers' lines are no requests, and a cut line is a reject", () => {
  assertEquals(caddy.read('{"level":"info","ts":1795383604.4,"logger":"tls","msg":"storage cleaned"}'), null);
  assertEquals(caddy.reason(LINE.slice(0, -20)), "no whole JSON object");
  assertEquals(caddy.reason(JSON.stringify({ ...RECORD, ts: "soon" })), "a JSON object without a readable time");
  assertThrows(() => new TrialFormat(CADDY_JSON, ['{"status":200,"ts":1795383604}']));
});

Deno.test("caddy_json is steady under any text", () => caddy.assertSteady(LINE));
