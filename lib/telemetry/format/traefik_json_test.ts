import { assertEquals } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { TRAEFIK_JSON } from "./traefik_json.ts";

const RECORD = {
  ClientAddr: "[2001:db8::7]:20000",
  ClientHost: "2001:db8::7",
  DownstreamContentSize: 31000,
  DownstreamStatus: 200,
  Duration: 22_000_050,
  OriginDuration: 21_500_000,
  OriginStatus: 200,
  RequestContentSize: 12,
  RequestMethod: "GET",
  RequestPath: "/api/users",
  RequestProtocol: "HTTP/1.1",
  RetryAttempts: 1,
  RouterName: "web@docker",
  ServiceName: "shop@docker",
  ServiceURL: "http://10.0.0.1:8080",
  StartUTC: "2026-11-22T21:40:04.437000050Z",
  TLSVersion: "1.3",
  "request_User-Agent": "curl/8.5.0",
};
const LINE = JSON.stringify(RECORD);
const traefik = new TrialFormat(TRAEFIK_JSON, [LINE]);
const told = (changes: object) => traefik.told(JSON.stringify({ ...RECORD, ...changes }));

Deno.test("traefik_json reads a request with its retries, nanoseconds as ms", () => {
  assertEquals(traefik.told(LINE), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 437),
    pool: "shop@docker",
    server_id: "10.0.0.1:8080",
    method: "GET",
    path: "/api/users",
    status_code: 200,
    duration_ms: 22.00005,
    upstream_ms: 21.5,
    attempt_count: 2,
    request_bytes: 12,
    response_bytes: 31000,
    client_ip: "2001:db8::7",
    user_agent: "curl/8.5.0",
    protocol: "HTTP/1.1",
    tls_version: "TLSv1.3",
  });
});

Deno.test("traefik_json: what Traefik answered itself has no server and no attempt", () => {
  const own = told({
    ServiceURL: undefined,
    OriginStatus: 0,
    OriginDuration: 0,
    RetryAttempts: 0,
    DownstreamStatus: 404,
  });
  assertEquals([own.server_id, own.upstream_ms, own.attempt_count, own.status_code], [undefined, undefined, 0, 404]);
});

Deno.test("traefik_json reads the server and the service of versions 1 and 2", () => {
  assertEquals(told({ ServiceURL: { Scheme: "http", Host: "10.0.0.2:80", Path: "" } }).server_id, "10.0.0.2:80");
  const first = told({
    ServiceURL: undefined,
    ServiceName: undefined,
    BackendName: "shop",
    BackendAddr: "10.0.0.3:80",
  });
  assertEquals([first.server_id, first.pool], ["10.0.0.3:80", "shop"]);
  assertEquals(told({ ClientHost: ["198.51.100.7", "10.0.0.1"] }).client_ip, "198.51.100.7");
});

Deno.test("traefik_json is steady under any text", () => traefik.assertSteady(LINE));
