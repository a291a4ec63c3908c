import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";
import { REQUEST_LOGS_CSV } from "./request_logs_csv.ts";

const HEADER =
  "timestamp,server_id,region,request_method,status_code,response_time_ms,retry_rate,bytes_sent,client_ip,user_agent";
const ROW = "2026-11-22T21:40:04.250,server-03,us-east-1,GET,200,123.456,0.02,5120,10.1.2.3,curl/8.5.0";
const NOT_CLOSED = "a quoted field is not closed, and fields of several lines are not supported";

function read(line: string, header = HEADER, timeZone = "UTC"): ParsedRequest | Unreadable | null {
  return REQUEST_LOGS_CSV.open([header], { timeZone, layout: null })!.read(line);
}

function request(line: string, header = HEADER, timeZone = "UTC"): ParsedRequest {
  const result = read(line, header, timeZone);
  if (result === null || result instanceof Unreadable) throw new Error(`"${line}" gave ${JSON.stringify(result)}`);
  return result;
}

function reason(line: string): string {
  const result = read(line);
  if (!(result instanceof Unreadable)) throw new Error(`"${line}" gave ${JSON.stringify(result)}`);
  return result.reason;
}

Deno.test("request_logs_csv reads a row of the original project", () => {
  assertEquals(request(ROW), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 4, 250),
    balancer: null,
    pool: null,
    server_id: "server-03",
    region: "us-east-1",
    method: "GET",
    path: null,
    status_code: 200,
    duration_ms: 123.456,
    queue_ms: null,
    connect_ms: null,
    upstream_ms: null,
    attempt_count: null,
    is_redispatched: null,
    request_bytes: null,
    response_bytes: 5120,
    client_ip: "10.1.2.3",
    user_agent: "curl/8.5.0",
    protocol: null,
    tls_version: null,
    termination: null,
    request_id: null,
    retry_rate: 0.02,
  });
});

Deno.test("request_logs_csv reads columns in any order, ignores others, and gives null for missing ones", () => {
  const some = request("7,200,2026-11-22 21:40:04,x", "response_time_ms,STATUS_CODE,Timestamp,note");
  assertEquals([some.requested_at, some.status_code, some.duration_ms], [Date.UTC(2026, 10, 22, 21, 40, 4), 200, 7]);
  assertEquals([some.server_id, some.retry_rate, some.user_agent], [null, null, null]);
});

Deno.test("request_logs_csv reads moments with and without zone, and counts since 1970", () => {
  const header = "timestamp,status_code";
  const expected = Date.UTC(2026, 10, 22, 21, 40, 4, 397);
  const spellings = [
    "2026-11-22T21:40:04.397Z",
    "2026-11-22T22:40:04.397+01:00",
    "2026-11-23 06:40:04.397928",
    "1795383604.397",
    "1795383604397",
  ];
  for (const text of spellings) assertEquals(request(`${text},200`, header, "Asia/Tokyo").requested_at, expected, text);
  assertEquals(request("2026-11-22 21:40:04.397928,200", header).requested_at, expected);
});

Deno.test("request_logs_csv reads quoted fields", () => {
  assertEquals(
    request(ROW.replace("curl/8.5.0", '"Mozilla/5.0 (X11, ""Linux"")"')).user_agent,
    'Mozilla/5.0 (X11, "Linux")',
  );
  assertEquals(request(ROW.replace("123.456", '"123.456"')).duration_ms, 123.456);
});

Deno.test("request_logs_csv gives null for empty fields and for numbers that stand for not reached", () => {
  const empty = request("2026-11-22T21:40:04Z,,,,,,,,,");
  assertEquals([empty.server_id, empty.method, empty.status_code, empty.duration_ms], [null, null, null, null]);
  const refused = request(ROW.replace("200,123.456", "-1,-1"));
  assertEquals([refused.status_code, refused.duration_ms], [null, null]);
  const zero = request(ROW.replace("200,123.456", "0,0"));
  assertEquals([zero.status_code, zero.duration_ms], [null, 0]);
  assertEquals(request(ROW.replace("200", "200.0")).status_code, 200);
});

Deno.test("request_logs_csv returns null for the header, wherever it stands", () => {
  assertEquals(read(HEADER), null);
  assertEquals(read(`\uFEFF${HEADER}`), null);
  assertEquals(read(HEADER, `\uFEFF${HEADER}`), null);
});

Deno.test("request_logs_csv says why a row cannot be read", () => {
  assertEquals(reason(ROW.replace("2026-11-22T21:40:04.250", "yesterday")), 'column "timestamp" holds no moment');
  assertEquals(reason(ROW.replace("2026-11-22T21:40:04.250", "")), 'column "timestamp" holds no moment');
  assertEquals(reason(ROW.replace("123.456", "fast")), 'column "response_time_ms" holds no number');
  assertEquals(reason(ROW.replace("5120", "5.5")), 'column "bytes_sent" holds no whole number');
  assertEquals(reason(ROW.replace(",200,", ",2000,")), 'column "status_code" holds no status');
  assertEquals(reason(`${ROW},x`), "the row has 11 fields, and its header 10");
  assertEquals(reason(ROW.slice(0, 40)), "the row has 3 fields, and its header 10");
  assertEquals(reason(ROW.replace("curl/8.5.0", '"curl')), NOT_CLOSED);
});

Deno.test("request_logs_csv opens where the header stands among the first lines, and not for other CSV", () => {
  const options = { timeZone: "UTC", layout: null };
  assert(REQUEST_LOGS_CSV.open(["", "garbage", HEADER, ROW], options) !== null);
  const foreign = [
    "",
    ROW,
    "timestamp,value",
    "timestamp,server_id,cpu_usage_percent,requests_per_second",
    "start_epoch_s,proxy,port,request_id,method,target,status,bytes_total,elapsed_ms,error",
    '{"timestamp":1,"status_code":200}',
    '127.0.0.1 - - [22/Nov/2026:21:29:21 +0000] "GET /timestamp,status_code HTTP/1.1" 200 1',
  ];
  for (const line of foreign) assertEquals(REQUEST_LOGS_CSV.open([line], options), null, line);
});

Deno.test("request_logs_csv never throws, whatever the line", () => {
  const mutated = fc.tuple(fc.nat(120), fc.nat(120), fc.string({ maxLength: 4 }))
    .map(([start, end, text]) => ROW.slice(0, start) + text + ROW.slice(end));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), mutated), (line) => {
      const result = read(line);
      assert(result instanceof Unreadable || result !== null && Number.isInteger(result.requested_at));
      REQUEST_LOGS_CSV.open([line], { timeZone: "UTC", layout: null });
    }),
    { seed: 20261122, numRuns: 2_000 },
  );
});
