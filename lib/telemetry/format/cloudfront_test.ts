import { assertEquals } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { CLOUDFRONT } from "./cloudfront.ts";

const VALUES = {
  date: "2026-11-22",
  time: "21:40:04",
  "x-edge-location": "FRA50-C1",
  "sc-bytes": "31160",
  "c-ip": "2001:db8::7",
  "cs-method": "GET",
  "cs(Host)": "d111.cloudfront.net",
  "cs-uri-stem": "/api/users",
  "sc-status": "200",
  "cs(User-Agent)": "Gr%C3%BC%C3%9Fe/1.0%20(x)",
  "cs-uri-query": "q=1",
  "x-edge-result-type": "Miss",
  "x-edge-request-id": "0057d0==",
  "cs-bytes": "246",
  "time-taken": "0.022",
  "ssl-protocol": "TLSv1.3",
  "cs-protocol-version": "HTTP/2.0",
  "x-edge-detailed-result-type": "Miss",
};
const FIELDS = `#Fields: ${Object.keys(VALUES).join(" ")}`;
const line = (changes: object = {}) => Object.values({ ...VALUES, ...changes }).join("\t");

function opened(): TrialFormat {
  const edge = new TrialFormat(CLOUDFRONT, ["#Version: 1.0", FIELDS]);
  edge.read(FIELDS);
  return edge;
}

Deno.test("cloudfront reads a line by its #Fields: seconds, and texts decoded once", () => {
  assertEquals(opened().told(line()), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 3, 978),
    balancer: "d111.cloudfront.net",
    region: "FRA50-C1",
    method: "GET",
    path: "/api/users?q=1",
    status_code: 200,
    duration_ms: 22,
    request_bytes: 246,
    response_bytes: 31160,
    client_ip: "2001:db8::7",
    user_agent: "Grüße/1.0 (x)",
    protocol: "HTTP/2.0",
    tls_version: "TLSv1.3",
    request_id: "0057d0==",
  });
});

Deno.test("cloudfront: a viewer that left has no status, an error is the termination, a wrong escape stays as it is", () => {
  const failed = opened().told(
    line({ "sc-status": "000", "x-edge-detailed-result-type": "ClientCommError", "cs(User-Agent)": "100%" }),
  );
  assertEquals([failed.status_code, failed.termination, failed.user_agent], [undefined, "ClientCommError", "100%"]);
});

Deno.test("cloudfront is steady under any text", () => opened().assertSteady(line()));
