import { assertEquals, assertThrows } from "@std/assert";
import { readLabelledCsv, readSpannedCsv } from "./labelled_csv.ts";

const HOURS = ["00", "01", "02", "03", "04"].map((hour) => `2026-01-05 ${hour}:00:00`);

Deno.test("readLabelledCsv() takes runs of labelled rows as incidents, also at both ends", () => {
  const rows = HOURS.map((at, i) => `"${at}",${10 * i},${[1, 0, 1, 1, 0][i]}`);
  const series = readLabelledCsv("a", ["timestamp,value,label", ...rows, ""].join("\r\n"));
  assertEquals(series.windows, [{ first: 0, last: 0 }, { first: 2, last: 3 }]);
  assertEquals([...series.values], [0, 10, 20, 30, 40]);
  assertEquals(series.at[1], Date.UTC(2026, 0, 5, 1));
});

Deno.test("readSpannedCsv() takes the rows from the first to the last moment, both included", () => {
  const text = ["timestamp,value", ...HOURS.map((at) => `${at},1`)].join("\n");
  const { windows } = readSpannedCsv("a", text, [["2026-01-05 00:30:00.000000", "2026-01-05 02:00:00.000000"]]);
  assertEquals(windows, [{ first: 1, last: 2 }]);
});

Deno.test("a value that is no number is kept as a row", () => {
  assertEquals([...readSpannedCsv("a", "timestamp,value\n1,\n2,x\n3,4\n", []).values], [NaN, NaN, 4]);
});

Deno.test("readLabelledCsv() says what a file lacks", () => {
  assertThrows(() => readLabelledCsv("a", "timestamp,value\n"), SyntaxError, 'Cannot read "a": its header lacks label');
  assertThrows(() => readLabelledCsv("a", 'timestamp,value,label\n1,2,0\n"1,2,0\n'), SyntaxError, "line 3");
});
