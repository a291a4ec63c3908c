import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { detectFormat } from "../telemetry/formats.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { finishTogether, ParquetFile } from "../parquet/parquet_file.ts";
import { type AddressPolicy, KEEP_ADDRESSES } from "../privacy/address_policy.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { openServerMetricsCsv } from "../telemetry/format/server_metrics_csv.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
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

function parse(reader: RowReader, text: string, firstLine = 1, addresses = KEEP_ADDRESSES): ParsedChunk {
  const parser = new ChunkParser(REQUESTS, reader, { source: "access.log", readAt: 0, addresses });
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
  const parser = new ChunkParser(REQUESTS, reader, { source: "access.log", readAt: 0, addresses: KEEP_ADDRESSES });
  const bytes = new TextEncoder().encode(`${LINES.join("\n")}\n`);
  const first = parser.parse({ bytes: bytes.slice(), firstLine: 1 });
  assertEquals(parser.parse({ bytes: bytes.slice(), firstLine: 1 }), first);
});

/** Lines with addresses in every place, and the two that hold one in no other form. */
const SECRETS = ["203.0.113.77", "2001:db8:1:2::77", "198.51.100.88"];
const SECRET_LINES = [
  PLAIN.replace("10.0.0.1", SECRETS[0]!),
  PLAIN.replace("10.0.0.1", SECRETS[1]!).replace("curl", String.raw`\x22curl\x22`),
  PLAIN.replace("10.0.0.1", `${SECRETS[0]}, ${SECRETS[2]}`),
  `${SECRETS[1]} - - broken [${SECRETS[2]}]:443`,
  `${SECRETS[0]} ${"x".repeat(2_100)}`,
];

Deno.test("no level but the first leaves an address in rows or rejects, plain lines or not", () => {
  const text = SECRET_LINES.join("\n");
  const policies: AddressPolicy[] = [{ level: "network" }, { level: "hash", key: "k" }, { level: "drop" }];
  for (const addresses of policies) {
    const parsed = [reader, textOnly].map((reader) => parse(reader, text, 1, addresses));
    assertEquals(parsed[0], parsed[1]);
    for (const secret of SECRETS) assert(!textOf(parsed[0]!).includes(secret), `${addresses.level}: ${secret}`);
  }
  for (const secret of SECRETS) assert(textOf(parse(reader, text)).includes(secret));
});

Deno.test("what is kept of addresses stands in their column", async () => {
  const text = SECRET_LINES.join("\n");
  assertEquals(await clientsIn(parse(reader, text, 1, { level: "network" })), [
    "203.0.113.0",
    "2001:db8:1::",
    "203.0.113.0, 198.51.100.0",
  ]);
  assertEquals(await clientsIn(parse(reader, text, 1, { level: "drop" })), [null, null, null]);
});

Deno.test("server metrics, which have no clients, are read at every level", () => {
  const metrics = openServerMetricsCsv(METRICS, { timeZone: "UTC", layout: null })!;
  const origin = { source: "metrics.csv", readAt: 0, addresses: { level: "drop" } } as const;
  const parser = new ChunkParser(SERVER_METRICS, metrics, origin);
  const parsed = parser.parse({ bytes: new TextEncoder().encode(METRICS.join("\n")), firstLine: 1 });
  assertEquals(parsed.rows.rowCount, 1);
});

const METRICS = ["timestamp,server_id,cpu_usage_percent", "2026-01-05T12:00:00Z,10.0.0.9,50"];

/** All bytes of a chunk, as far as they are text. */
function textOf({ rows, rejects, firstRejects }: ParsedChunk): string {
  const decoder = new TextDecoder();
  return decoder.decode(rows.bytes) + decoder.decode(rejects.bytes) + JSON.stringify(firstRejects);
}

async function clientsIn({ rows }: ParsedChunk): Promise<(string | null)[]> {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/requests.parquet`;
  await using file = await ParquetFile.create(REQUESTS, path);
  await file.append(rows);
  await finishTogether([file]);
  await using database = await DuckDb.open();
  const read = await database.rows<{ client_ip: string | null }>(`select client_ip from ${quoteLiteral(path)}`);
  return read.map(({ client_ip }) => client_ip);
}
