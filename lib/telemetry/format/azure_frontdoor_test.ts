import { assertEquals } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { AZURE_FRONTDOOR } from "./azure_frontdoor.ts";

const PROPERTIES = {
  trackingReference: "0057d0",
  httpMethod: "GET",
  httpVersion: "2.0.0.0",
  requestUri: "https://shop.test:443/api/users?q=1",
  requestBytes: "246",
  responseBytes: "31160",
  userAgent: "curl/8.5.0",
  clientIp: "203.0.113.9",
  timeTaken: "0.022",
  securityProtocol: "TLS 1.2",
  routingRuleName: "shop",
  httpStatusCode: "200",
  pop: "FRA",
  errorInfo: "NoError",
  endpoint: "shop.z01.azurefd.net",
  originName: "10.0.0.1:443",
};
const RECORD = { time: "2026-11-22T21:40:04.4590001Z", category: "FrontDoorAccessLog", properties: PROPERTIES };
const LINE = JSON.stringify(RECORD);
const edge = new TrialFormat(AZURE_FRONTDOOR, [LINE]);

Deno.test("azure_frontdoor reads a record: texts are numbers, durations seconds, the moment is the end", () => {
  assertEquals(edge.told(LINE), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 437),
    balancer: "shop.z01.azurefd.net",
    pool: "shop",
    server_id: "10.0.0.1:443",
    region: "FRA",
    method: "GET",
    path: "/api/users?q=1",
    status_code: 200,
    duration_ms: 22,
    request_bytes: 246,
    response_bytes: 31160,
    client_ip: "203.0.113.9",
    user_agent: "curl/8.5.0",
    protocol: "HTTP/2.0",
    tls_version: "TLSv1.2",
    request_id: "0057d0",
  });
});

Deno.test("azure_frontdoor: status 0 is none, and the edge's error is the termination", () => {
  const failed = edge.told(
    JSON.stringify({ ...RECORD, properties: { ...PROPERTIES, httpStatusCode: "0", errorInfo: "OriginTimeout" } }),
  );
  assertEquals([failed.status_code, failed.termination], [undefined, "OriginTimeout"]);
});

Deno.test("azure_frontdoor: other categories are no requests", () => {
  assertEquals(edge.read(JSON.stringify({ ...RECORD, category: "FrontDoorHealthProbeLog" })), null);
});

Deno.test("azure_frontdoor is steady under any text", () => edge.assertSteady(LINE));
