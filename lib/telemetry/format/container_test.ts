import { assertEquals } from "@std/assert";
import { detectFormat } from "../formats.ts";
import { Unreadable } from "../reject.ts";

const OPTIONS = { timeZone: "UTC", layout: null };
const AT = "2026-11-22T21:40:04.459000111Z";
const LINE = '203.0.113.9 - - [22/Nov/2026:21:40:04 +0000] "GET /api/users HTTP/1.1" 200 420 "-" "curl/8.5.0"';
const CADDY =
  '{"ts":1795383604.4,"logger":"http.log.access","request":{"method":"GET","uri":"/"},"duration":0.1,"status":200}';

Deno.test("container reads what the container wrote, cut lines joined", () => {
  const lines = [`${AT} stdout P ${LINE.slice(0, 40)}`, `${AT} stdout F ${LINE.slice(40)}`, `${AT} stdout F ${LINE}`];
  const { format, reader } = detectFormat(lines, "auto", OPTIONS)!;
  assertEquals(format.name, "container");
  const [part, whole, same] = lines.map((line) => reader.read(line));
  assertEquals(part, null);
  assertEquals(whole, same);
  assertEquals((same as { path: string }).path, "/api/users");
});

Deno.test("container finds JSON in Docker's JSON", () => {
  const line = JSON.stringify({ log: `${CADDY}\n`, stream: "stderr", time: AT });
  const { format, reader } = detectFormat([line], "auto", OPTIONS)!;
  assertEquals([format.name, reader.layout], ["container", "container: Caddy access log, JSON"]);
  assertEquals((reader.read(line) as { duration_ms: number }).duration_ms, 100);
});

Deno.test("container: a line that no runtime wrote is a reject", () => {
  const { reader } = detectFormat([`${AT} stdout F ${LINE}`], "container", OPTIONS)!;
  assertEquals((reader.read(LINE) as Unreadable).reason, "no line of a container runtime");
  assertEquals((reader.read(`${AT} stdout F started`) as Unreadable).reason.startsWith("no readable"), true);
});
