import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { DataFrame } from "./frame.ts";
import { pivot } from "./pivot.ts";

const LONG = new DataFrame([
  { day: "mon", region: "eu", count: 1 },
  { day: "tue", region: "us", count: 2 },
  { day: "mon", region: "us", count: 3 },
  { day: "mon", region: "eu", count: 4 },
]);
const BY_DAY = { index: "day", columns: "region", values: "count" };

Deno.test("pivot() adds up what falls into one cell, and has NaN where nothing does", () => {
  const wide = pivot(LONG, BY_DAY);
  assertEquals([wide.index, wide.columns], [["mon", "tue"], ["eu", "us"]]);
  assertEquals(wide.values, [[5, 3], [NaN, 2]]);
});

Deno.test("pivot() names numbers as texts", () => {
  const wide = pivot(new DataFrame([{ hour: 6, status: 200, count: 7 }]), {
    index: "hour",
    columns: "status",
    values: "count",
  });
  assertEquals([wide.index, wide.columns, wide.values], [["6"], ["200"], [[7]]]);
});

Deno.test("pivot() refuses a column that the frame has not, and tells those that it has", () => {
  assertThrows(() => pivot(LONG, { ...BY_DAY, columns: "pool" }), RangeError, "the frame has day, region, count");
});

Deno.test("pivot() keeps the sum of all values", () => {
  const name = fc.constantFrom("a", "b", "c");
  const row = fc.record({ day: name, region: name, count: fc.integer({ min: -99, max: 99 }) }, {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
      const cells = (pivot(new DataFrame(rows), BY_DAY).values as number[][]).flat();
      const sum = cells.filter((cell) => !Number.isNaN(cell)).reduce((total, cell) => total + cell, 0);
      assertEquals(sum, rows.reduce((total, { count }) => total + count, 0));
    }),
    { seed: 5, numRuns: 40 },
  );
});
