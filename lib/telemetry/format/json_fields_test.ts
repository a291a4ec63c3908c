import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { JSON_FIELDS } from "./json_fields.ts";

const NGINX =
  '{"time":"2026-11-22T21:40:04+00:00","msec":"1795383604.523","remote_addr":"203.0.113.9","host":"shop.test",' +
  '"method":"GET","uri":"/api/users","protocol":"HTTP/1.1","status":200,"bytes_sent":338,"body_bytes_sent":180,' +
  '"request_length":209,"request_time":0.014,"upstream_addr":"10.0.0.1:80, 10.0.0.2:80","upstream_connect_time":"-, 0.001",' +
  '"upstream_response_time":"0.000, 0.012","user_agent":"Weird \\"quoted\\" \\\\x22","request_id":"0009d8ff"}';
const nginx = new TrialFormat(JSON_FIELDS, [NGINX]);

Deno.test("json reads nginx's variables by their customary keys, several upstreams as attempts", () => {
  assertEquals(nginx.told(NGINX), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 509),
    server_id: "10.0.0.2:80",
    method: "GET",
    path: "/api/users",
    status_code: 200,
    duration_ms: 14,
    connect_ms: 1,
    upstream_ms: 12,
    attempt_count: 2,
    is_redispatched: true,
    request_bytes: 209,
    response_bytes: 338,
    client_ip: "203.0.113.9",
    user_agent: 'Weird "quoted" \\x22',
    protocol: "HTTP/1.1",
    request_id: "0009d8ff",
  });
  assertStringIncludes(nginx.layout, "JSON: time=$time_iso8601 msec=$msec remote_addr=$remote_addr host=$server_name");
});

Deno.test("json: an empty value is none", () => {
  const empty = nginx.told(NGINX.replace('"10.0.0.1:80, 10.0.0.2:80"', '""').replace('"0009d8ff"', '""'));
  assertEquals([empty.server_id, empty.attempt_count, empty.request_id], [undefined, 0, undefined]);
});

Deno.test("json: a duration without a unit is in ms where all are whole numbers, or else in seconds", () => {
  const line = (duration: unknown) => JSON.stringify({ ts: 1795383604, code: 200, duration });
  assertEquals(new TrialFormat(JSON_FIELDS, [line(14), line(0)]).told(line(14)).duration_ms, 14);
  assertEquals(new TrialFormat(JSON_FIELDS, [line(14), line(0.5)]).told(line(14)).duration_ms, 14_000);
  const named = JSON.stringify({ ts: 1795383604, code: 200, duration_ms: 0.5 });
  assertEquals(new TrialFormat(JSON_FIELDS, [named]).told(named).duration_ms, 0.5);
});

Deno.test("json says what is wrong with other lines", () => {
  assertEquals(nginx.reason(NGINX.slice(0, -9)), "not JSON");
  assertEquals(nginx.reason('{"time":"soon","status":200}'), "no readable time");
  assertEquals(nginx.reason('{"time":"2026-11-22T21:40:04Z","request_time":0.1}'), "no readable status");
  assertThrows(() => new TrialFormat(JSON_FIELDS, ['{"status":200,"uri":"/"}', '{"time":"2026-11-22T21:40:04Z"']));
});

Deno.test("json is steady under any text", () => nginx.assertSteady(NGINX));
