import { assertEquals, assertThrows } from "@std/assert";
import { detectFormat, FORMATS } from "./formats.ts";
import type { ReadOptions } from "./log_format.ts";
import type { ParsedRequest } from "./request.ts";

const OPTIONS: ReadOptions = { timeZone: "UTC", layout: null };
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  haproxy_http: [
    "Nov 22 21:40:04 lb1 haproxy[5061]: 127.0.0.1:36860 [22/Nov/2026:21:40:04.460] fe_http be_shop/app3 1/2/3/4/10 200 " +
    '9084 - - --NI 2/1/1/0/0 0/0 {shop.example.test|curl/8.5.0} "GET /api/users HTTP/1.1"',
  ],
  aws_alb: [
    "http 2026-11-22T21:40:04.459000Z app/shop/50dc 203.0.113.100:20001 10.0.0.1:80 0.001 0.020 0.000 200 200 246 3116 " +
    '"GET http://shop.test:80/cart HTTP/1.1" "curl/8.5.0" - - - "Root=1-58337262-36d228ad"',
  ],
  aws_clb: [
    '2026-11-22T21:40:04.437000Z shop 198.51.100.9:20000 10.0.0.1:80 0.000 0.022 0.000 200 200 0 31000 "GET http://shop.test:80/ HTTP/1.1"',
  ],
  aws_nlb: ["tls 2.0 2026-11-22T21:40:04 net/shop/c6 g3 10.0.0.9:2 10.0.0.1:1 6 4 244 578 - - - X tlsv12 - h h2 h2 -"],
  azure_appgw: [
    '{"timeStamp":"2026-11-22T21:40:04Z","category":"ApplicationGatewayAccessLog","properties":{"httpStatus":200,"timeTaken":0.02}}',
  ],
  azure_frontdoor: [
    '{"time":"2026-11-22T21:40:04Z","category":"FrontDoorAccessLog","properties":{"httpStatusCode":"200","timeTaken":"0.02"}}',
  ],
  caddy_json: [
    '{"ts":1795383604.4,"logger":"http.log.access","request":{"method":"GET","uri":"/"},"duration":0.1,"status":200}',
  ],
  cloudfront: ["#Fields: date time x-edge-location sc-status", "2026-11-22\t21:40:04\tFRA50-C1\t200"],
  container: [
    '2026-11-22T21:40:04.459Z stdout F 127.0.0.1 - - [22/Nov/2026:21:40:04 +0000] "GET / HTTP/1.1" 200 420',
  ],
  envoy_json: ['{"start_time":"2026-11-22T21:40:04.437Z","response_code":200,"duration":22}'],
  envoy_text: [
    '[2026-11-22T21:40:04.437Z] "GET / HTTP/1.1" 200 - 0 31000 22 22 "-" "curl/8.5.0" "-" "shop.test" "10.0.0.1:80"',
  ],
  gcp_lb: ['{"httpRequest":{"requestUrl":"http://shop.test/","status":200},"timestamp":"2026-11-22T21:40:04Z"}'],
  iis_w3c: ["#Fields: date time c-ip sc-status time-taken", "2026-11-22 21:40:04 10.0.0.7 200 12"],
  json: ['{"time":"2026-11-22T21:40:04+00:00","status":200,"uri":"/"}'],
  ltsv: ["time:2026-11-22T21:40:04+00:00\tstatus:200\turi:/"],
  syslog: ['Nov 22 21:40:05 lb1 nginx: 127.0.0.1 - - [22/Nov/2026:21:40:04 +0000] "GET / HTTP/1.1" 200 420'],
  traefik_json: ['{"StartUTC":"2026-11-22T21:40:04.4Z","DownstreamStatus":200,"RequestMethod":"GET"}'],
  request_logs_csv: [
    "timestamp,server_id,region,request_method,status_code,response_time_ms,retry_rate,bytes_sent,client_ip,user_agent",
    "2026-11-22T21:40:04.250,server-03,us-east-1,GET,200,123.456,0.02,5120,10.1.2.3,curl/8.5.0",
  ],
  combined: [
    '127.0.0.1 - - [22/Nov/2026:21:40:04 +0000] "GET /api/users HTTP/1.1" 200 420 "-" "curl/8.5.0"',
    '10.0.0.7 - - [22/Nov/2026:21:40:05 +0000] "GET /api/orders HTTP/1.1" 200 31 "-" "curl/8.5.0"',
  ],
};

/** Formats whose columns are named by a line above them. */
const NAMED_ABOVE = ["request_logs_csv", "iis_w3c", "cloudfront"];

function detected(sample: readonly string[], name = "auto", options = OPTIONS): string | null {
  return detectFormat(sample, name, options)?.format.name ?? null;
}

Deno.test("FORMATS have distinct names, each with a sample here", () => {
  assertEquals(FORMATS.map(({ name }) => name).toSorted(), Object.keys(SAMPLES).toSorted());
});

Deno.test("detectFormat() knows each format by its lines", () => {
  for (const [name, sample] of Object.entries(SAMPLES)) assertEquals(detected(sample), name);
});

Deno.test("detectFormat() gives a reader of the lines", () => {
  for (const [name, sample] of Object.entries(SAMPLES)) {
    const { reader } = detectFormat(sample, "auto", OPTIONS)!;
    const row = sample.map((line) => reader.read(line)).at(-1) as ParsedRequest;
    assertEquals(row.status_code ?? row.protocol, name === "aws_nlb" ? "TLS" : 200, name);
  }
});

Deno.test("detectFormat() takes the format that reads most lines", () => {
  const [haproxy, combined] = [SAMPLES["haproxy_http"]!, SAMPLES["combined"]!];
  assertEquals(detected([...haproxy, ...combined]), "combined");
  assertEquals(detected([...combined, ...haproxy, ...haproxy, ...haproxy]), "haproxy_http");
});

Deno.test("detectFormat() takes the first of two formats that read as many lines", () => {
  const [haproxy, combined] = [SAMPLES["haproxy_http"]!, SAMPLES["combined"]!.slice(0, 1)];
  assertEquals(detected([...combined, ...haproxy]), "haproxy_http");
  assertEquals(detected([...combined, ...SAMPLES["aws_alb"]!, ...haproxy]), "haproxy_http");
});

Deno.test("detectFormat() looks past lines that are no requests", () => {
  for (const [name, sample] of Object.entries(SAMPLES)) {
    const noisy = NAMED_ABOVE.includes(name) ? [...sample, "", "garbage"] : ["", "garbage", "\u0000\u0001", ...sample];
    assertEquals(detected(noisy), name);
  }
});

Deno.test("detectFormat() is null for text that nobody knows", () => {
  const unknown = [
    [],
    [""],
    ["garbage"],
    ["\u0000\u0001\uFFFD"],
    ["# a comment", "key = value"],
    ['{"time":"2026-11-22T21:40:04+00:00","level":"info"}'],
    ["Nov 22 21:40:04 web1 sshd[811]: Accepted publickey for root from 10.0.0.7 port 22 ssh2"],
    SAMPLES["request_logs_csv"]!.slice(1),
    ["timestamp,value", "2026-11-22 21:40:04,7"],
  ];
  for (const sample of unknown) assertEquals(detected(sample), null, sample[0]);
});

Deno.test("detectFormat() obeys the name that the operator gives, as far as the lines can be read", () => {
  assertEquals(detected([...SAMPLES["combined"]!, ...SAMPLES["aws_alb"]!], "aws_alb"), "aws_alb");
  assertEquals(detected(SAMPLES["combined"]!, "aws_alb"), null);
});

Deno.test("detectFormat() refuses a name that no format has, and lists the known ones", () => {
  const error = assertThrows(() => detectFormat(SAMPLES["combined"]!, "nginx", OPTIONS), RangeError);
  const known = FORMATS.map(({ name }) => name).join(", ");
  assertEquals(error.message, `Cannot read logs of format "nginx": known are auto, ${known}`);
});

Deno.test("detectFormat() reads lines of any shape by the layout of the operator", () => {
  const sample = ["200 0.125 2026-11-22T21:40:04+00:00 /api/users"];
  const layout = "$status $request_time $time_iso8601 $uri";
  assertEquals(detected(sample), null);
  assertEquals(detected(sample, "auto", { timeZone: "UTC", layout }), "combined");
  assertEquals(detected(SAMPLES["aws_alb"]!, "auto", { timeZone: "UTC", layout }), "aws_alb");
});
