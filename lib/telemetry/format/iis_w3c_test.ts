import { assertEquals, assertThrows } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { CLOUDFRONT } from "./cloudfront.ts";
import { IIS_W3C } from "./iis_w3c.ts";

const FIELDS =
  "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) " +
  "sc-status sc-substatus sc-win32-status time-taken";
const LINE = "2026-11-22 21:40:06 10.0.0.4 GET /search q=au+lait 443 - 198.51.100.2 Mozilla/5.0+(X11) - 200 0 0 59";

Deno.test("iis_w3c reads a line by the last #Fields, and takes the time taken off the logged end", () => {
  const iis = new TrialFormat(IIS_W3C, [FIELDS, LINE]);
  assertEquals(iis.reason(LINE), "a W3C line before any #Fields");
  assertEquals(iis.read("#Software: Microsoft Internet Information Services 10.0"), null);
  assertEquals(iis.read(FIELDS), null);
  assertEquals(iis.told(LINE), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 5, 941),
    server_id: "10.0.0.4:443",
    method: "GET",
    path: "/search?q=au+lait",
    status_code: 200,
    duration_ms: 59,
    client_ip: "198.51.100.2",
    user_agent: "Mozilla/5.0 (X11)",
  });
});

Deno.test("iis_w3c follows #Fields that change after a restart", () => {
  const iis = new TrialFormat(IIS_W3C, [FIELDS]);
  iis.read(FIELDS);
  iis.read("#Fields: date time s-sitename s-ip c-ip cs-version sc-status sc-bytes cs-bytes");
  const row = iis.told("2026-11-22 21:40:06 W3SVC1 fe80::1%3 ::1 HTTP/1.1 404 1405 242");
  assertEquals(row, {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 6),
    balancer: "W3SVC1",
    server_id: "fe80::1%3",
    status_code: 404,
    request_bytes: 242,
    response_bytes: 1405,
    client_ip: "::1",
    protocol: "HTTP/1.1",
  });
  assertEquals(iis.reason(LINE.slice(0, 19)), "2 values for 9 #Fields");
  assertEquals(iis.reason("tomorrow 21:40:06 W3SVC1 - - - 404 1 2"), "no readable date and time");
});

Deno.test("iis_w3c leaves edge servers' logs and lines without #Fields to others", () => {
  assertThrows(() => new TrialFormat(IIS_W3C, [LINE]));
  assertThrows(() => new TrialFormat(IIS_W3C, ["#Fields: date time x-edge-location sc-status"]));
  assertThrows(() => new TrialFormat(CLOUDFRONT, [FIELDS]));
});

Deno.test("iis_w3c is steady under any text", () => {
  const iis = new TrialFormat(IIS_W3C, [FIELDS]);
  iis.read(FIELDS);
  iis.assertSteady(LINE);
});
