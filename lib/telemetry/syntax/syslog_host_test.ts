import { assertEquals } from "@std/assert";
import { syslogHost } from "./syslog_host.ts";

Deno.test("syslogHost() reads the host of RFC 3164", () => {
  assertEquals(syslogHost("Nov 22 21:40:04 lb1 haproxy[5061]: "), "lb1");
  assertEquals(syslogHost("Feb  6 12:14:14 10.0.0.7 haproxy[14389]: "), "10.0.0.7");
  assertEquals(syslogHost("<134>Nov 22 21:40:04 lb1 haproxy[5061]: "), "lb1");
  assertEquals(syslogHost("Nov 22 2026 21:40:04 lb1 haproxy[5061]: "), "lb1");
  assertEquals(syslogHost("Nov 22 21:40:04 lb1 local0.info haproxy[5061]: "), "lb1");
});

Deno.test("syslogHost() reads the host behind an ISO date and of RFC 5424", () => {
  assertEquals(syslogHost("2026-11-22T21:40:04.123+00:00 lb1 haproxy[5061]: "), "lb1");
  assertEquals(syslogHost("2026-11-22 21:40:04 lb1 haproxy[5061]: "), "lb1");
  assertEquals(syslogHost("<134>1 2026-11-22T21:40:04.432Z lb1 haproxy 5061 - - "), "lb1");
  assertEquals(syslogHost('<134>1 2026-11-22T21:40:04Z lb1 haproxy 5061 - [meta sequenceId="1"] '), "lb1");
});

Deno.test("syslogHost() returns null where no host is named", () => {
  const prefixes = [
    "",
    "haproxy[5061]: ",
    "Nov 22 21:40:04 haproxy[5061]: ",
    "<134>Nov 22 21:40:04 haproxy[5061]: ",
    "2026-11-22T21:40:04Z haproxy[5061]: ",
    "<134>1 2026-11-22T21:40:04Z - haproxy 5061 - - ",
    "haproxy  | ",
  ];
  for (const prefix of prefixes) assertEquals(syslogHost(prefix), null, prefix);
});
