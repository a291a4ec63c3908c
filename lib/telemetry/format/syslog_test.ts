import { assertEquals } from "@std/assert";
import { detectFormat } from "../formats.ts";
import type { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";

const OPTIONS = { timeZone: "UTC", layout: null };
const LINE = '203.0.113.9 - - [22/Nov/2026:21:40:04 +0000] "GET /api/users HTTP/1.1" 200 420 "-" "curl/8.5.0"';
const HAPROXY = "127.0.0.1:36860 [22/Nov/2026:21:40:04.460] fe be/app3 1/2/3/4/10 200 9084 - - --NI 2/1/1/0/0 0/0 " +
  '"GET /api/users HTTP/1.1"';

function read(line: string): { name: string; row: ParsedRequest } {
  const { format, reader } = detectFormat([line], "auto", OPTIONS)!;
  return { name: format.name, row: reader.read(line) as ParsedRequest };
}

Deno.test("syslog takes the prefix off, and its host as the balancer", () => {
  const prefixes: [string, string | null][] = [
    ["<190>Nov 22 21:40:05 lb1 nginx: ", "lb1"],
    ["Nov  2 21:40:05 lb1 nginx[811]: ", "lb1"],
    ["Nov 22 21:40:05 nginx: ", null],
    ["2026-11-22T21:40:05.123+00:00 lb1 nginx[811]: ", "lb1"],
    ['<190>1 2026-11-22T21:40:05Z lb1 nginx 811 - [meta sequenceId="1"] ', "lb1"],
  ];
  for (const [prefix, host] of prefixes) {
    const { name, row } = read(prefix + LINE);
    assertEquals([name, row.balancer, row.client_ip, row.path], ["syslog", host, "203.0.113.9", "/api/users"], prefix);
  }
});

Deno.test("syslog leaves lines without a prefix, and HAProxy's, to their own formats", () => {
  assertEquals(read(LINE).name, "combined");
  assertEquals(read(`Nov 22 21:40:04 lb1 haproxy[5061]: ${HAPROXY}`).name, "haproxy_http");
});

Deno.test("syslog: a line without a prefix, or of another program, is a reject", () => {
  const { reader } = detectFormat([`Nov 22 21:40:05 lb1 nginx: ${LINE}`], "auto", OPTIONS)!;
  assertEquals((reader.read(LINE) as Unreadable).reason, "no syslog prefix");
  assertEquals(
    (reader.read("Nov 22 21:40:05 lb1 sshd[7]: accepted") as Unreadable).reason.startsWith("no readable"),
    true,
  );
});
