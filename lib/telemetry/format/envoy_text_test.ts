import { assertEquals } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { ENVOY_TEXT } from "./envoy_text.ts";

const HEAD = '[2026-11-22T21:40:04.437Z] "GET /api/users HTTP/1.1" 200 -';
const TAIL = '3 31000 22 21 "203.0.113.36, 10.0.0.7" "Mozilla/5.0 (X11)" "0005-7d07" "shop.test" "10.0.0.1:80"';
const LINE = `${HEAD} ${TAIL}`;
const ISTIO =
  `${HEAD} via_upstream - "-" ${TAIL} outbound|8080||shop 10.0.0.9:4711 10.0.0.8:80 198.51.100.9:5222 sni default`;
const envoy = new TrialFormat(ENVOY_TEXT, [LINE]);

const EXPECTED = {
  requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 437),
  server_id: "10.0.0.1:80",
  method: "GET",
  path: "/api/users",
  status_code: 200,
  duration_ms: 22,
  upstream_ms: 21,
  request_bytes: 3,
  response_bytes: 31000,
  client_ip: "203.0.113.36",
  user_agent: "Mozilla/5.0 (X11)",
  protocol: "HTTP/1.1",
  request_id: "0005-7d07",
};

Deno.test("envoy_text reads the default format: bytes received come before bytes sent", () => {
  assertEquals(envoy.told(LINE), EXPECTED);
});

Deno.test("envoy_text reads Istio's format: the cluster is the pool, the downstream's remote address the client", () => {
  assertEquals(envoy.told(ISTIO), { ...EXPECTED, pool: "outbound|8080||shop", client_ip: "198.51.100.9" });
});

Deno.test("envoy_text: flags end up in termination, code 0 is no status, an unanswered request has no upstream time", () => {
  const cut = envoy.told(
    '[2026-11-22T21:40:04.437Z] "- - -" 0 UF,URX 0 0 15 - "-" "-" "-" "-" "tcp://10.0.2.1:80"',
  );
  assertEquals(cut, {
    requested_at: EXPECTED.requested_at,
    server_id: "10.0.2.1:80",
    duration_ms: 15,
    request_bytes: 0,
    response_bytes: 0,
    termination: "UF,URX",
  });
});

Deno.test("envoy_text says what is wrong with other lines", () => {
  assertEquals(envoy.reason("GET / 200"), "an Envoy line begins with its moment in brackets");
  assertEquals(envoy.reason(HEAD), "an Envoy line has a status, and the bytes received and sent");
  assertEquals(envoy.reason(LINE.slice(0, -20)), "a quoted field of an Envoy line is not closed");
});

Deno.test("envoy_text is steady under any text", () => envoy.assertSteady(ISTIO));
