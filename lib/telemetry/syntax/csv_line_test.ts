import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { CsvLine, readCsvHeader } from "./csv_line.ts";

function fieldsOf(line: string): (string | null)[] | string {
  const csv = new CsvLine();
  return csv.load(line) ?? Array.from({ length: csv.fieldCount }, (_, index) => csv.text(index));
}

Deno.test("CsvLine splits at commas; empty fields and hyphens are null", () => {
  assertEquals(fieldsOf("a,,-, b ,7"), ["a", null, null, " b ", "7"]);
  assertEquals(fieldsOf(""), [null]);
  assertEquals(fieldsOf(","), [null, null]);
});

Deno.test("CsvLine resolves RFC 4180 quotes", () => {
  assertEquals(fieldsOf('"a,b","say ""hi""","",x"y'), ["a,b", 'say "hi"', null, 'x"y']);
  assertEquals(fieldsOf('"""",1'), ['"', "1"]);
});

Deno.test("CsvLine tells why a line is no CSV", () => {
  const open = "a quoted field is not closed, and fields of several lines are not supported";
  for (const line of ['"', 'a,"b', 'a,"b""', '"a""']) assertEquals(fieldsOf(line), open, line);
  assertEquals(fieldsOf('"a"b,c'), "a quoted field goes on behind its closing quote");
});

Deno.test("CsvLine reads numbers, quoted or not", () => {
  const csv = new CsvLine();
  csv.load('1.5,"2.5",,-,x,"y",-3');
  assertEquals([0, 1, 2, 3, 4, 5, 6, -1].map((index) => csv.number(index)), [1.5, 2.5, null, null, NaN, NaN, -3, null]);
});

Deno.test("CsvLine reads back what an RFC 4180 writer wrote", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", ",", '"', " ", "é", ";"), maxLength: 6 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, fc.boolean()), { minLength: 1, maxLength: 6 }), (row) => {
      const line = row.map(([text, isQuoted]) => isQuoted || /[",]/.test(text) ? quoted(text) : text).join(",");
      assertEquals(fieldsOf(line), row.map(([text]) => text || null));
    }),
    { seed: 20261122 },
  );
});

Deno.test("readCsvHeader() reads names in lower case, without a byte order mark", () => {
  assertEquals(readCsvHeader('\uFEFFTimestamp, server_ID ,"a,b"'), ["timestamp", "server_id", "a,b"]);
  assertEquals(readCsvHeader('timestamp,"x'), null);
});
