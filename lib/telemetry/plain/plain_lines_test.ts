import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { ByteRow } from "../../table/byte_row.ts";
import { COMBINED } from "../format/combined.ts";
import { Unreadable } from "../reject.ts";
import { type ParsedRequest, REQUESTS } from "../request.ts";

const LAYOUT =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" ' +
  'rt=$request_time uct="$upstream_connect_time" urt="$upstream_response_time" ua=$upstream_addr rid=$request_id';
const PLAIN =
  '10.0.0.1 - - [22/Nov/2026:21:29:21 +0000] "GET /cart?id=7 HTTP/1.1" 200 512 "-" "curl/8.5.0" rt=0.250 uct="0.001" urt="0.249" ' +
  "ua=10.0.1.5:8080 rid=4f1c";

function readers(layout: string) {
  const reader = COMBINED.open([], { timeZone: "UTC", layout })!;
  const row = new ByteRow(REQUESTS);
  const plain = reader.plainLines!.reader(row);
  const readPlain = (line: string): [end: number, request: Record<string, unknown>] => {
    const bytes = new TextEncoder().encode(`${line}\nnext line`);
    plain.open(bytes);
    const end = plain.read(0);
    return [end, requestOf(row)];
  };
  return { readPlain, readText: (line: string) => reader.read(line) as ParsedRequest | Unreadable };
}

function requestOf({ numbers, views, starts, ends }: ByteRow): Record<string, unknown> {
  const columns = Object.entries(REQUESTS.columns).filter(([name]) => !["route", "source", "line"].includes(name));
  const names = Object.keys(REQUESTS.columns);
  return Object.fromEntries(columns.map(([name, { type }]) => {
    const place = names.indexOf(name);
    const [number, start] = [numbers[place]!, starts[place]!];
    if (type === "text") return [name, start < 0 ? null : textIn(views[place]!, start, ends[place]!)];
    if (Number.isNaN(number)) return [name, null];
    return [name, type === "boolean" ? number === 1 : number];
  }));
}

function textIn({ buffer, byteOffset }: DataView, start: number, end: number): string {
  return new TextDecoder().decode(new Uint8Array(buffer, byteOffset + start, end - start));
}

Deno.test("a plain line is read from its bytes as it is from its text", () => {
  const { readPlain, readText } = readers(LAYOUT);
  const [end, request] = readPlain(PLAIN);
  assertEquals(end, PLAIN.length);
  assertEquals(request, readText(PLAIN) as unknown as Record<string, unknown>);
  assertEquals(request.requested_at, Date.UTC(2026, 10, 22, 21, 29, 20, 750));
});

Deno.test("whatever is changed in a line, it is read from its bytes as from its text, or not at all", () => {
  const { readPlain, readText } = readers(LAYOUT);
  const piece = fc.constantFrom(
    "",
    " ",
    "-",
    '"',
    "\\",
    ", ",
    " : ",
    ":",
    "\\x22",
    "ü",
    "0.5",
    "1e3",
    "GET",
    "/a b",
    "HTTP/1.1",
    "[",
    "\t",
    "unix:/s",
  );
  const edit = fc.tuple(fc.nat(PLAIN.length), fc.nat(12), piece);
  let plainCount = 0;
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 3 }), (edits) => {
      const line = edits.reduce(
        (text, [at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed),
        PLAIN,
      );
      const [end, request] = readPlain(line);
      if (end < 0) return;
      plainCount++;
      assertEquals(end, new TextEncoder().encode(line).length);
      assertEquals(request, readText(line) as unknown as Record<string, unknown>, line);
    }),
    { seed: 7, numRuns: 20_000 },
  );
  assert(plainCount > 1_000, `${plainCount} of the lines were plain`);
});

Deno.test("a value does not outlive its line", () => {
  const { readPlain, readText } = readers(LAYOUT);
  readPlain(PLAIN);
  const without = PLAIN.replace("rt=0.250", "rt=-").replace("10.0.1.5:8080", "-").replace('"curl/8.5.0"', '"-"')
    .replace("rid=4f1c", "rid=-");
  assertEquals(readPlain(without)[1], readText(without) as unknown as Record<string, unknown>);
});

Deno.test("what is not plain is refused: escapes, lists of upstreams, other alphabets, broken requests", () => {
  const { readPlain } = readers(LAYOUT);
  const refused = [
    PLAIN.replace("curl", "\\x63url"),
    PLAIN.replace("curl", "cürl"),
    PLAIN.replace("ua=10.0.1.5:8080", "ua=10.0.1.4:8080, 10.0.1.5:8080"),
    PLAIN.replace("GET /cart?id=7 HTTP/1.1", "\\x16\\x03"),
    PLAIN.replace("GET /cart?id=7 HTTP/1.1", "GET"),
    PLAIN.replace(" 200 ", " 2x0 "),
    PLAIN.replace("22/Nov", "32/Nov"),
    PLAIN.slice(0, 80),
    "",
  ];
  for (const line of refused) assertEquals(readPlain(line)[0], -1, line);
});

Deno.test("a layout with a variable of which no plain form is known has no plain lines", () => {
  const open = (layout: string) => COMBINED.open([], { timeZone: "UTC", layout })!.plainLines;
  assertEquals(open("$remote_addr [$msec] $request_method $request_uri $status"), null);
  assertEquals(open('$remote_addr [$time_local] "$request" $status $request_time $request_us'), null);
  assert(open('$remote_addr [$time_iso8601] "$request" $status') !== null);
});
