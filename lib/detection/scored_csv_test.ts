import { assert, assertEquals, assertThrows } from "@std/assert";
import { ScoredCsv } from "./scored_csv.ts";

Deno.test("ScoredCsv finds its columns by name and keeps timestamp and value as they were written", () => {
  const csv = new ScoredCsv("Label,Value,TimeStamp\r".trim());
  assertEquals(csv.score('0,"12.50","2026-01-05T12:00:00Z"'), "2026-01-05T12:00:00Z,12.50,0,1");
  assertEquals(csv.score('0,1e3,"5 Jan, noon"'), '"5 Jan, noon",1e3,0,1');
  assertEquals(csv.missingCount, 0);
});

Deno.test("ScoredCsv passes rows without a number on with the score 0", () => {
  const csv = new ScoredCsv("timestamp,value");
  for (const line of ["2026-01-05 12:00:00,", "2026-01-05 12:01:00", ",NaN", "x,1.2.3", ","]) {
    const [timestamp = "", value = ""] = line.split(",");
    assertEquals(csv.score(line), `${timestamp},${value},0,1`);
  }
  assertEquals(csv.missingCount, 5);
});

Deno.test("ScoredCsv scores what departs", () => {
  const csv = new ScoredCsv("timestamp,value");
  for (let minute = 0; minute < 100; minute++) csv.score(`${1_767_600_000 + 60 * minute},${20 + minute % 3}`);
  const [anomalyScore, pValue] = csv.score("1767606000,-400").split(",").slice(2).map(Number);
  assert(anomalyScore! > 0.5 && pValue! < 1e-3, `${anomalyScore} ${pValue}`);
});

Deno.test("ScoredCsv refuses a header without its columns, and what is no CSV", () => {
  assertThrows(() => new ScoredCsv("time,value"), SyntaxError, "a header with timestamp and value is needed");
  assertThrows(() => new ScoredCsv("timestamp,value").score('"2026,1'), SyntaxError, "not closed");
});
