import { assertEquals } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { ENVOY_JSON } from "./envoy_json.ts";

const RECORD = {
  start_time: "2026-11-22T21:40:04.437Z",
  method: "GET",
  path: "/api/users",
  protocol: "HTTP/1.1",
  response_code: 503,
  response_flags: "UF,URX",
  bytes_received: 3,
  bytes_sent: 91,
  duration: 22,
  upstream_service_time: "-",
  upstream_host: "tcp://[::1]:19001",
  upstream_cluster: "outbound|8080||shop",
  downstream_remote_address: "[2001:db8::7]:20000",
  user_agent: "curl/8.5.0",
  x_forwarded_for: "203.0.113.36, 10.0.0.7",
  request_id: "0057d075",
  upstream_request_attempt_count: 3,
};
const LINE = JSON.stringify(RECORD);
const envoy = new TrialFormat(ENVOY_JSON, [LINE]);
const told = (changes: object) => envoy.told(JSON.stringify({ ...RECORD, ...changes }));

Deno.test("envoy_json reads a request with its attempts and flags", () => {
  assertEquals(envoy.told(LINE), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 437),
    pool: "outbound|8080||shop",
    server_id: "[::1]:19001",
    method: "GET",
    path: "/api/users",
    status_code: 503,
    duration_ms: 22,
    attempt_count: 3,
    request_bytes: 3,
    response_bytes: 91,
    client_ip: "2001:db8::7",
    user_agent: "curl/8.5.0",
    protocol: "HTTP/1.1",
    termination: "UF,URX",
    request_id: "0057d075",
  });
});

Deno.test("envoy_json takes numbers in quotes, and nothing for what is not there", () => {
  const texts = told({
    duration: "123",
    response_code: "0",
    response_flags: "-",
    upstream_host: "-",
    bytes_sent: null,
  });
  assertEquals(
    [texts.duration_ms, texts.status_code, texts.termination, texts.server_id, texts.response_bytes],
    [123, undefined, undefined, undefined, undefined],
  );
});

Deno.test("envoy_json: without a peer the client is the first that was forwarded for, and attempts stay unknown", () => {
  const sparse = told({ downstream_remote_address: undefined, upstream_request_attempt_count: undefined });
  assertEquals([sparse.client_ip, sparse.attempt_count], ["203.0.113.36", undefined]);
});

Deno.test("envoy_json: an object without a moment is a reject", () => {
  assertEquals(envoy.reason("{}"), "a JSON object without a readable time");
});

Deno.test("envoy_json is steady under any text", () => envoy.assertSteady(LINE));
