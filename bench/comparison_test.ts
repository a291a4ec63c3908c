import { assertEquals } from "@std/assert";
import { formatComparison, medianSeconds } from "./comparison.ts";
import { stepTimes } from "./step_times.ts";

const run = (seconds: number, peakBytes: number | null = null) => ({ seconds, peakBytes });

Deno.test("medianSeconds() is not moved by one slow run", () => {
  assertEquals(medianSeconds([run(9), run(1), run(2)]), 2);
  assertEquals(medianSeconds([run(1), run(2)]), 1.5);
});

Deno.test("formatComparison() compares with the first and keeps who could not run", () => {
  const outcomes = [
    { name: "wc -l", makes: "counts lines", runs: [run(0.5, 2e6)] },
    { name: "ours", makes: "tables", runs: [run(2, 3e8), run(2, 4e8), run(7, 1e8)] },
    { name: "lnav", makes: "a sum", runs: [], missing: "not installed" },
  ];
  assertEquals(formatComparison(outcomes, 1_000).split("\n"), [
    "|       | makes         | seconds | lines/s | peak MB | times the first |",
    "| ----- | ------------- | ------: | ------: | ------: | --------------: |",
    "| wc -l | counts lines  |    0.50 |   2,000 |       2 |             1.0 |",
    "| ours  | tables        |    2.00 |     500 |     400 |             4.0 |",
    "| lnav  | not installed |         |         |         |                 |",
  ]);
});

Deno.test("formatComparison() leaves memory empty where it was not measured", () => {
  const row = formatComparison([{ name: "wc -l", makes: "counts lines", runs: [run(1)] }], 10).split("\n")[2]!;
  assertEquals(row.split("|")[5]!.trim(), "");
});

Deno.test("stepTimes() is null where a run tells nothing or ends in no JSON", () => {
  assertEquals(stepTimes(""), null);
  assertEquals(stepTimes("500000 data/bench/nginx.log\n"), null);
  assertEquals(stepTimes('{ "rows": {} }'), null);
});

Deno.test("stepTimes() reads the last object, on one line or on several", () => {
  assertEquals(stepTimes('{"ms":{"old":1}}\n{\n  "ms": {\n    "ingest": 12.6\n  }\n}\n'), "ingest 13 ms");
});
