import { assertEquals } from "@std/assert";
import type { ParsedRequest } from "../request.ts";
import { requestOfVariables } from "./nginx_variables.ts";

const MOMENT = { time_local: "22/Nov/2026:21:40:04 +0000", status: "200" };
const LOGGED = Date.UTC(2026, 10, 22, 21, 40, 4);

function convert(variables: Record<string, string | null>, timeZone = "UTC"): ParsedRequest | string {
  const { toRequest } = requestOfVariables(Object.keys(variables), timeZone);
  return toRequest([...Object.values(variables), null]);
}

/** The request of a line that also tells its moment and its status. */
function request(variables: Record<string, string | null>, timeZone = "UTC"): ParsedRequest {
  const result = convert({ ...MOMENT, ...variables }, timeZone);
  if (typeof result === "string") throw new Error(result);
  return result;
}

function moment(variables: Record<string, string>, timeZone = "UTC"): number | string {
  const result = convert({ status: "200", ...variables }, timeZone);
  return typeof result === "string" ? result : result.requested_at;
}

Deno.test("requestOfVariables() gives null for every column that a layout does not tell", () => {
  assertEquals(request({}), {
    requested_at: LOGGED,
    balancer: null,
    pool: null,
    server_id: null,
    region: null,
    method: null,
    path: null,
    status_code: 200,
    duration_ms: null,
    queue_ms: null,
    connect_ms: null,
    upstream_ms: null,
    attempt_count: null,
    is_redispatched: null,
    request_bytes: null,
    response_bytes: null,
    client_ip: null,
    user_agent: null,
    protocol: null,
    tls_version: null,
    termination: null,
    request_id: null,
    retry_rate: null,
  });
});

Deno.test("requestOfVariables() names the variables that it uses, of several the best", () => {
  const { used } = requestOfVariables(["status", "time_local", "request_id", "http_x_request_id", "ident"], "UTC");
  assertEquals(used, new Set(["status", "time_local", "http_x_request_id"]));
});

Deno.test("requestOfVariables() takes nginx's duration off the logged end, and leaves Apache's start alone", () => {
  const nginx = request({ request_time: "1.250" });
  assertEquals([nginx.requested_at, nginx.duration_ms], [LOGGED - 1_250, 1_250]);
  assertEquals(request({ request_time: "-" }).requested_at, LOGGED);
  for (const [variable, value] of [["request_us", "1250000"], ["request_ms", "1250"], ["request_s", "1.25"]] as const) {
    const apache = request({ [variable]: value });
    assertEquals([apache.requested_at, apache.duration_ms], [LOGGED, 1_250], variable);
  }
});

Deno.test("requestOfVariables() takes the finest of Apache's durations", () => {
  assertEquals(request({ request_s: "22", request_ms: "22570", request_us: "22570123" }).duration_ms, 22_570.123);
  assertEquals(request({ request_s: "22", request_ms: "22570" }).duration_ms, 22_570);
});

Deno.test("requestOfVariables() reads moments of every kind as UTC", () => {
  assertEquals(moment({ time_local: "22/Nov/2026:22:40:04 +0100" }), LOGGED);
  assertEquals(moment({ time_local: "22/Nov/2026:16:10:04 -0530" }), LOGGED);
  assertEquals(moment({ time_iso8601: "2026-11-22T22:40:04+01:00" }), LOGGED);
  assertEquals(moment({ time_iso8601: "2026-11-22T22:40:04" }, "Europe/Berlin"), LOGGED);
  assertEquals(moment({ msec: "1795383604.459" }), LOGGED + 459);
  assertEquals(moment({ msec_start: "1795383604459" }), LOGGED + 459);
  assertEquals(moment({ msec_start: "1795383604" }), LOGGED);
  assertEquals(moment({ msec: "1795383604.459", time_local: "22/Nov/2026:21:40:04 +0000" }), LOGGED + 459);
});

Deno.test("requestOfVariables() reads each moment anew, however alike neighbouring lines are", () => {
  const { toRequest } = requestOfVariables(["time_local", "status"], "UTC");
  const read = (time: string) => {
    const result = toRequest([time, "200", null]);
    return typeof result === "string" ? result : result.requested_at;
  };
  assertEquals(read("22/Nov/2026:21:40:04 +0000"), LOGGED);
  assertEquals(read("22/Nov/2026:21:40:04 +0100"), LOGGED - 3_600_000);
  assertEquals(read("31/Nov/2026:21:40:04 +0000"), "no readable time");
  assertEquals(read("31/Nov/2026:21:40:04 +0000"), "no readable time");
  assertEquals(read("22/Nov/2026:21:40:04 +0000"), LOGGED);
});

Deno.test("requestOfVariables() says that there is no time", () => {
  for (const time of ["", "-", "22/Nov/2026:21:40:04", "32/Nov/2026:21:40:04 +0000", "22/Nov/2026:24:40:04 +0000"]) {
    assertEquals(moment({ time_local: time }), "no readable time", time);
  }
  for (const msec of ["-", "soon", "9".repeat(20)]) assertEquals(moment({ msec }), "no readable time", msec);
  assertEquals(convert({ status: "200" }), "no readable time");
});

Deno.test("requestOfVariables() tells a status that was never sent from one that cannot be read", () => {
  for (const status of ["-", "0", "000"]) assertEquals(request({ status }).status_code, null, status);
  for (const status of ["100", "499", "599", "999"]) assertEquals(request({ status }).status_code, Number(status));
  for (const status of ["", "20", "099", "2000", "0200", "200.0", "2.0", "OK", "-1"]) {
    assertEquals(convert({ ...MOMENT, status }), "no readable status", status);
  }
  assertEquals(convert({ time_local: MOMENT.time_local }), "no readable status");
});

Deno.test("requestOfVariables() counts attempts, and none where no upstream was used", () => {
  const retried = request({
    upstream_addr: "127.0.0.1:19099, 127.0.0.1:19001",
    upstream_connect_time: "-, 0.001",
    upstream_response_time: "0.000, 0.125",
  });
  assertEquals([retried.server_id, retried.attempt_count, retried.is_redispatched], ["127.0.0.1:19001", 2, true]);
  assertEquals([retried.connect_ms, retried.upstream_ms], [1, 125]);
  for (const none of ["-", ""]) {
    const local = request({ upstream_addr: none, upstream_connect_time: none, upstream_response_time: none });
    assertEquals([local.server_id, local.attempt_count, local.is_redispatched], [null, 0, false]);
    assertEquals([local.connect_ms, local.upstream_ms], [null, null]);
  }
});

Deno.test("requestOfVariables() takes the pool from its own variable, else from the group that had no live server", () => {
  const dead = request({ upstream_addr: "shop_backend" });
  assertEquals([dead.pool, dead.server_id, dead.attempt_count], ["shop_backend", null, 0]);
  assertEquals(request({ proxy_upstream_name: "shop-web-8080", upstream_addr: "shop_backend" }).pool, "shop-web-8080");
  assertEquals(request({ proxy_upstream_name: "", upstream_addr: "10.0.0.1:80" }).pool, null);
  assertEquals(request({ router_name: "shop@docker" }).pool, "shop@docker");
});

Deno.test("requestOfVariables() takes the server from the URL of a worker, without knowing how many were tried", () => {
  const servers = new Map([
    ["http://127.0.0.1:19001", "127.0.0.1:19001"],
    ["https://[::1]:19006/app/", "[::1]:19006"],
    ["ajp://app-1:8009", "app-1:8009"],
    ["backend-1", "backend-1"],
    ["unix:/run/app.sock|http://localhost/", "unix:/run/app.sock|http://localhost/"],
  ]);
  for (const [worker, server] of servers) {
    const { server_id, attempt_count, is_redispatched } = request({ worker_name: worker });
    assertEquals([server_id, attempt_count, is_redispatched], [server, null, null]);
  }
  assertEquals(request({ worker_name: "-" }).server_id, null);
});

Deno.test("requestOfVariables() puts the request together where it is logged in parts", () => {
  const parts = (uri: string, args: string) =>
    request({ request_method: "GET", uri, args, server_protocol: "HTTP/2.0" });
  const { method, path, protocol } = parts("/cart", "id=7");
  assertEquals([method, path, protocol], ["GET", "/cart?id=7", "HTTP/2.0"]);
  assertEquals(parts("/cart", "?id=7").path, "/cart?id=7");
  assertEquals(parts("/cart?id=7", "id=7").path, "/cart?id=7");
  for (const none of ["-", ""]) assertEquals(parts("/cart", none).path, "/cart");
  assertEquals(parts("-", "-").path, null);
});

Deno.test("requestOfVariables() prefers the size with headers, and reads Apache's - as no bytes", () => {
  assertEquals(request({ body_bytes_sent: "420", bytes_sent: "588" }).response_bytes, 588);
  assertEquals(request({ body_bytes_sent: "420" }).response_bytes, 420);
  assertEquals(request({ body_bytes_sent: "-" }).response_bytes, 0);
  assertEquals(request({ body_bytes_sent: "many" }).response_bytes, null);
  assertEquals(request({ request_length: "246" }).request_bytes, 246);
});

Deno.test("requestOfVariables() unescapes what strangers wrote, and takes - and nothing for null", () => {
  assertEquals(request({ http_user_agent: String.raw`Gr\xC3\xBC\xC3\x9Fe \x22x\x22` }).user_agent, 'Grüße "x"');
  for (const none of ["-", ""]) {
    const { user_agent, client_ip, request_id, tls_version, balancer } = request({
      http_user_agent: none,
      remote_addr: none,
      request_id: none,
      ssl_protocol: none,
      hostname: none,
    });
    assertEquals([user_agent, client_ip, request_id, tls_version, balancer], [null, null, null, null, null]);
  }
});

Deno.test("requestOfVariables() reads Apache's X as the end of a broken connection", () => {
  assertEquals(request({ connection_status: "X" }).termination, "X");
  for (const usual of ["+", "-"]) assertEquals(request({ connection_status: usual }).termination, null);
});
