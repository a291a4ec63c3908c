import { assertEquals } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { AZURE_APPGW } from "./azure_appgw.ts";

const PROPERTIES = {
  instanceId: "appgw_1",
  clientIP: "2001:db8::7",
  httpMethod: "GET",
  originalRequestUriWithArgs: "/api/users?q=1",
  requestUri: "/users",
  requestQuery: "q=1",
  userAgent: "curl/8.5.0",
  httpStatus: 200,
  httpVersion: "HTTP/1.1",
  receivedBytes: 246,
  sentBytes: 31160,
  timeTaken: 0.022,
  transactionId: "0057d0",
  sslEnabled: "on",
  sslProtocol: "TLSv1.2",
  serverRouted: "10.0.0.1:80",
  serverResponseLatency: "0.021",
};
const RECORD = {
  timeStamp: "2026-11-22T21:40:04+00:00",
  resourceId: "/SUBSCRIPTIONS/0/PROVIDERS/MICROSOFT.NETWORK/APPLICATIONGATEWAYS/SHOP",
  backendPoolName: "shop",
  category: "ApplicationGatewayAccessLog",
  properties: PROPERTIES,
};
const LINE = JSON.stringify(RECORD);
const gateway = new TrialFormat(AZURE_APPGW, [LINE]);
const told = (changes: object) =>
  gateway.told(JSON.stringify({ ...RECORD, properties: { ...PROPERTIES, ...changes } }));

Deno.test("azure_appgw reads a record of version 2: seconds, and the moment of the end", () => {
  assertEquals(gateway.told(LINE), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 3, 978),
    balancer: "SHOP",
    pool: "shop",
    server_id: "10.0.0.1:80",
    method: "GET",
    path: "/api/users?q=1",
    status_code: 200,
    duration_ms: 22,
    upstream_ms: 21,
    attempt_count: 1,
    request_bytes: 246,
    response_bytes: 31160,
    client_ip: "2001:db8::7",
    user_agent: "curl/8.5.0",
    protocol: "HTTP/1.1",
    tls_version: "TLSv1.2",
    request_id: "0057d0",
  });
});

Deno.test("azure_appgw knows version 1 by its instances: milliseconds, path and query apart", () => {
  const first = told({
    instanceId: "ApplicationGatewayRole_IN_0",
    timeTaken: 205,
    originalRequestUriWithArgs: undefined,
  });
  assertEquals([first.duration_ms, first.path], [205, "/users?q=1"]);
});

Deno.test("azure_appgw: a request that reached no server, over plain text", () => {
  const failed = told({ serverRouted: "N/A", serverResponseLatency: "", sslProtocol: "", httpStatus: 502 });
  assertEquals([failed.server_id, failed.upstream_ms, failed.tls_version], [undefined, undefined, undefined]);
  assertEquals([failed.attempt_count, failed.status_code], [0, 502]);
});

Deno.test("azure_appgw: the firewall's records are no requests", () => {
  assertEquals(gateway.read(JSON.stringify({ ...RECORD, category: "ApplicationGatewayFirewallLog" })), null);
});

Deno.test("azure_appgw is steady under any text", () => gateway.assertSteady(LINE));
