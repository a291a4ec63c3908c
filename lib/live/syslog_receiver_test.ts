import { assertEquals, assertThrows } from "@std/assert";
import { createSocket } from "node:dgram";
import fc from "fast-check";
import { KEEP_ADDRESSES } from "../privacy/address_policy.ts";
import { ConfigError } from "../run/config.ts";
import { NO_LOG } from "../run/log.ts";
import type { LineBatch, LineSource } from "./line_batch.ts";
import { LiveParser } from "./live_parser.ts";
import { SyslogFrames } from "./syslog_frames.ts";
import { openSyslog } from "./syslog_receiver.ts";

const READING = { formatName: "auto", read: { timeZone: "UTC", layout: null }, addresses: KEEP_ADDRESSES };
const HAPROXY = "<134>Jan  5 12:00:04 lb1 haproxy[5061]: 10.0.0.1:40312 [05/Jan/2026:12:00:04.123] web " +
  'api/api-1 0/0/1/12/13 200 512 - - ---- 1/1/0/0/0 0/0 "GET /items HTTP/1.1"';
const NGINX = "<190>Jan  5 12:00:05 lb2 nginx: 10.0.0.2 - - [05/Jan/2026:12:00:05 +0000] " +
  '"GET /about HTTP/1.1" 200 512 "-" "curl/8"';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

async function takeLines(source: LineSource, count: number): Promise<LineBatch[]> {
  const batches: LineBatch[] = [];
  const lineCount = () => batches.reduce((sum, { bytes }) => sum + decoder.decode(bytes).split("\n").length - 1, 0);
  while (lineCount() < count) {
    batches.push(...await source.take());
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return batches;
}

const textOf = (batches: readonly LineBatch[]) => batches.map(({ bytes }) => decoder.decode(bytes)).join("");

Deno.test("datagrams of HAProxy and nginx are lines that can be parsed", async () => {
  for (const message of [HAPROXY, NGINX]) {
    const receiver = openSyslog("udp://127.0.0.1:0", NO_LOG);
    const port = await receiver.port();
    const socket = createSocket("udp4");
    for (const text of [message, `${message}\n`]) {
      await new Promise((resolve) => socket.send(encoder.encode(text), port, "127.0.0.1", resolve));
    }
    const batches = await takeLines(receiver, 2);
    const parsed = batches.map((batch) => new LiveParser(READING).parse(batch, 0));
    assertEquals(parsed.reduce((sum, { rows }) => sum + rows.rowCount, 0), 2);
    assertEquals(parsed.reduce((sum, { rejects }) => sum + rejects.rowCount, 0), 0);
    await new Promise<void>((resolve) => socket.close(() => resolve()));
    await receiver.close();
  }
});

Deno.test("programs that share an address write in formats of their own, and too many of them are one source", async () => {
  const receiver = openSyslog("udp://127.0.0.1:0", NO_LOG);
  const port = await receiver.port();
  const socket = createSocket("udp4");
  const many = Array.from({ length: 60 }, (_, i) => NGINX.replace("nginx", `nginx-${i}`));
  for (const text of [HAPROXY, NGINX, HAPROXY, ...many]) {
    await new Promise((resolve) => socket.send(encoder.encode(text), port, "127.0.0.1", resolve));
  }
  const batches = await takeLines(receiver, 3 + many.length);
  const parsers = new Map<string, LiveParser>();
  for (const batch of batches) {
    const parser = parsers.get(batch.source) ?? new LiveParser(READING);
    parsers.set(batch.source, parser);
    assertEquals(parser.parse(batch, 0).rejects.rowCount, 0);
  }
  assertEquals([...parsers.keys()].slice(0, 2), ["udp://127.0.0.1:0 haproxy", "udp://127.0.0.1:0 nginx"]);
  assertEquals([parsers.size, parsers.has("udp://127.0.0.1:0")], [51, true]);
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  await receiver.close();
});

Deno.test("what comes by syslog is anonymised like what is read from files", () => {
  const parser = new LiveParser({ ...READING, addresses: { level: "network" } });
  const bytes = encoder.encode(`${HAPROXY}\n<134>1 nonsense of 10.0.0.1\n`);
  const batch = { source: "udp://127.0.0.1:1514", bytes, firstLine: 1, position: null, sample: [HAPROXY] };
  const { rows, rejects, firstRejects } = parser.parse(batch, 0);
  assertEquals([rows.rowCount, rejects.rowCount, firstRejects[0]!.text], [1, 1, "<134>1 nonsense of 10.0.0.0"]);
  assertEquals(decoder.decode(rows.bytes).match(/10\.0\.0\.\d/g), ["10.0.0.0"]);
});

Deno.test("a stream may count octets or end lines, and its last line needs no end", async () => {
  const receiver = openSyslog("tcp://127.0.0.1:0", NO_LOG);
  const connection = await Deno.connect({ port: await receiver.port() });
  await connection.write(encoder.encode(`${HAPROXY.length} ${HAPROXY}${NGINX}\n${NGINX.length} ${NGINX}${HAPROXY}`));
  connection.close();
  const lines = textOf(await takeLines(receiver, 4)).trimEnd().split("\n");
  assertEquals(lines.sort(), [HAPROXY, HAPROXY, NGINX, NGINX].sort());
  await receiver.close();
});

Deno.test("messages are the same however a stream is cut", () => {
  const messages = ["<134>1 2026 a", "<1>x", "<2>a line with 12 numbers", "<3>é"];
  const stream = encoder.encode(
    messages.map((text, i) => i % 2 === 0 ? `${encoder.encode(text).length} ${text}` : `${text}\n`).join(""),
  );
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }), (sizes) => {
      const found: string[] = [];
      const frames = new SyslogFrames((message) => void found.push(decoder.decode(message)));
      for (let at = 0, i = 0; at < stream.length; i++) {
        const size = sizes[i % sizes.length]!;
        frames.push(stream.subarray(at, at + size));
        at += size;
      }
      frames.end();
      assertEquals(found, messages);
    }),
    { seed: 1 },
  );
});

Deno.test("an address that is none is refused", () => {
  for (const address of ["127.0.0.1:1514", "http://127.0.0.1:1", "udp://127.0.0.1", "udp://127.0.0.1:99999"]) {
    assertThrows(() => openSyslog(address, NO_LOG), ConfigError, "udp://127.0.0.1:1514 is needed");
  }
});
