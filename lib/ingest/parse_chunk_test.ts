import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { detectFormat } from "../telemetry/formats.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { ChunkParser, type ParsedChunk, type RowReader } from "./parse_chunk.ts";

const PLAIN =
  '10.0.0.1 - - [22/Nov/2026:21:29:21 +0000] "GET /cart/7 HTTP/1.1" 200 512 "-" "curl/8.5.0" rt=0.250 ua="10.0.1.5:8080"';
const LINES = [
  PLAIN,
  PLAIN.replace("/cart/7", "/ü/4f1c22aa9b?x=1"),
  PLAIN.replace("curl", String.raw`\x22curl\x22`),
  PLAIN.replace("10.0.1.5:8080", "10.0.1.4:8080, 10.0.1.5:8080"),
  PLAIN.replace("GET /cart/7 HTTP/1.1", "-"),
  PLAIN.slice(0, 60),
  "no request",
  "",
];

const { reader } = detectFormat([PLAIN], "combined", { timeZone: "UTC", layout: null })!;
const textOnly: RowReader = { read: (line) => reader.read(line) };

function parse(reader: RowReader, text: string, firstLine = 1): ParsedChunk {
  const parser = new ChunkParser(REQUESTS, reader, { source: "access.log", readAt: 0 });
  return parser.parse({ bytes: new TextEncoder().encode(text), firstLine });
}

Deno.test("a chunk becomes the same bytes, whether its plain lines are read from bytes or from text", () => {
  const line = fc.tuple(fc.constantFrom(...LINES), fc.constantFrom("\n", "\r\n")).map((parts) => parts.join(""));
  const chunk = fc.tuple(fc.array(line, { minLength: 1, maxLength: 40 }), fc.constantFrom("", PLAIN)).map((
    [lines, end],
  ) => lines.join("") + end);
  fc.assert(
    fc.property(chunk, (text) => assertEquals(parse(reader, text), parse(textOnly, text))),
    { seed: 3, numRuns: 300 },
  );
});

Deno.test("a chunk counts its lines from the first, blank ones too, and shows the first rejects", () => {
  const parsed = parse(reader, `${PLAIN}\n\nno request\n${PLAIN}\nneither\n`, 11);
  assertEquals(parsed.rows.rowCount, 2);
  assertEquals(parsed.rejects.rowCount, 2);
  assertEquals(parsed.firstRejects.map(({ line, text }) => [line, text]), [[13, "no request"], [15, "neither"]]);
});

Deno.test("a parser starts each chunk anew", () => {
  const parser = new ChunkParser(REQUESTS, reader, { source: "access.log", readAt: 0 });
  const bytes = new TextEncoder().encode(`${LINES.join("\n")}\n`);
  const first = parser.parse({ bytes: bytes.slice(), firstLine: 1 });
  assertEquals(parser.parse({ bytes: bytes.slice(), firstLine: 1 }), first);
});
