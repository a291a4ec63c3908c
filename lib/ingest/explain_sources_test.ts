import { assertEquals, assertStringIncludes } from "@std/assert";
import { describeSources, troublesOf } from "./explain_sources.ts";
import { FORMATS } from "../telemetry/formats.ts";
import type { SourceReport } from "./ingest_sources.ts";

const GOOD: SourceReport = {
  source: "access.log",
  key: "access.log-0",
  format: "combined",
  layout: "$remote_addr $status",
  rowCount: 1_234,
  rejectCount: 0,
  firstRejects: [],
  damage: null,
};

/** A source of which nothing could be read. */
function lost(text: string, more: Partial<SourceReport> = {}): SourceReport {
  const reject = { rejected_at: 0, source: "access.log", line: 7, reason: "no known format", text };
  return {
    ...GOOD,
    format: null,
    layout: "unknown",
    rowCount: 0,
    rejectCount: 3,
    firstRejects: [reject, reject],
    ...more,
  };
}

Deno.test("describeSources() says what a source is and what was read of it, with the layout it was read by", () => {
  assertEquals(describeSources([GOOD]), "access.log: combined, 1,234 rows\n    $remote_addr $status");
  assertEquals(describeSources([{ ...GOOD, layout: "combined" }]), "access.log: combined, 1,234 rows");
});

Deno.test("describeSources() shows one unreadable line, or all that are at hand where nothing could be read", () => {
  const { firstRejects } = lost("hello");
  assertEquals(describeSources([{ ...GOOD, layout: "combined", rejectCount: 2, firstRejects }]).split("\n"), [
    "access.log: combined, 1,234 rows, 2 unreadable",
    '    line 7: no known format: "hello"',
  ]);
  assertEquals(describeSources([lost("hello")]).split("\n"), [
    "access.log: unknown format, 0 rows, 3 unreadable",
    '    line 7: no known format: "hello"',
    '    line 7: no known format: "hello"',
  ]);
});

Deno.test("describeSources() cuts a long line, hides a binary one, and lets no terminal obey a log", () => {
  assertStringIncludes(describeSources([lost("x".repeat(101))]), `"${"x".repeat(100)}…"`);
  assertEquals(describeSources([lost("\0\x1b")]).split("\n")[1], "    line 7: no known format");
  const hostile = describeSources([lost("\x1b[2J", { source: "a\x1b[2J.log" })]);
  assertEquals(hostile.includes("\x1b"), false);
});

Deno.test("troublesOf() has nothing to say where all is well", () => {
  assertEquals(troublesOf([GOOD, { ...GOOD, rejectCount: 5 }], "auto"), []);
});

Deno.test("troublesOf() says what is wrong with a source and what to do about it", () => {
  const damage = "its gzip data are damaged";
  const troubles: [SourceReport, string[]][] = [
    [lost("", { rejectCount: 0, firstRejects: [] }), [
      'Cannot find a record in "access.log": it is empty, or a header is all that it holds',
    ]],
    [lost("hello", { format: "combined" }), [
      'Cannot read a record of "access.log" as combined: no known format, see its rejects',
    ]],
    [lost("PK\0\0"), ['Cannot read "access.log": it is no text, unpack it or convert it to UTF-8']],
    [{ ...GOOD, damage }, [damage]],
    [lost("", { rejectCount: 0, firstRejects: [], damage }), [damage]],
  ];
  for (const [source, words] of troubles) assertEquals(troublesOf([source], "auto"), words);
});

Deno.test("troublesOf() names the formats that were tried: all, or the one that was asked for", () => {
  const [all] = troublesOf([lost("hello")], "auto");
  const [one] = troublesOf([lost("hello")], "aws_alb");
  assertStringIncludes(all!, `tried ${FORMATS.map(({ name }) => name).join(", ")} on "hello"`);
  assertStringIncludes(one!, 'tried aws_alb on "hello"; name the format with --format, or its fields with --layout');
});
