import { assertEquals } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { GCP_LB } from "./gcp_lb.ts";

const HTTP = {
  requestMethod: "GET",
  requestUrl: "https://shop.test/api/users?q=1",
  requestSize: "246",
  status: 200,
  responseSize: "31160",
  userAgent: "curl/8.5.0",
  remoteIp: "203.0.113.9:4711",
  serverIp: "10.0.0.1",
  latency: "0.022001s",
  protocol: "HTTP/1.1",
};
const RECORD = {
  httpRequest: HTTP,
  insertId: "0057d0",
  jsonPayload: { statusDetails: "response_sent_by_backend" },
  resource: { labels: { backend_service_name: "shop", forwarding_rule_name: "shop-fr", zone: "global" } },
  timestamp: "2026-11-22T21:40:04.437000Z",
};
const LINE = JSON.stringify(RECORD);
const gcp = new TrialFormat(GCP_LB, [LINE]);

Deno.test("gcp_lb reads a log entry: sizes are texts, the latency has its unit", () => {
  assertEquals(gcp.told(LINE), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 437),
    balancer: "shop-fr",
    pool: "shop",
    server_id: "10.0.0.1",
    method: "GET",
    path: "/api/users?q=1",
    status_code: 200,
    duration_ms: 22.001,
    request_bytes: 246,
    response_bytes: 31160,
    client_ip: "203.0.113.9",
    user_agent: "curl/8.5.0",
    protocol: "HTTP/1.1",
    request_id: "0057d0",
  });
});

Deno.test("gcp_lb says who answered where it was not the backend; an answer from the cache may have no latency", () => {
  const cached = gcp.told(JSON.stringify({
    ...RECORD,
    httpRequest: { ...HTTP, latency: undefined, serverIp: undefined },
    jsonPayload: { statusDetails: "response_from_cache" },
  }));
  assertEquals([cached.termination, cached.duration_ms, cached.server_id], [
    "response_from_cache",
    undefined,
    undefined,
  ]);
});

Deno.test("gcp_lb: entries of other kinds are no requests", () => {
  assertEquals(gcp.read('{"textPayload":"started","timestamp":"2026-11-22T21:40:04Z"}'), null);
});

Deno.test("gcp_lb is steady under any text", () => gcp.assertSteady(LINE));
