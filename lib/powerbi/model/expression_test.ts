import { assertEquals } from "@std/assert";
import { DuckDb } from "../../duckdb/duckdb.ts";
import { daxOf } from "./dax.ts";
import { aggregate, type Expression, meanBy, plus, ratio, times, where } from "./expression.ts";
import type { Measure } from "./measure.ts";
import { columnOf, modelTable } from "./model_table.ts";
import { sqlTwin } from "./sql_twin.ts";

const TRIAL = modelTable({
  name: "Trial",
  meaning: "Rows of a trial.",
  source: "trial",
  columns: {
    part: { type: "text", meaning: "Which part." },
    amount: { type: "real", nullable: true, meaning: "How much." },
    weight: { type: "integer", meaning: "How often." },
  },
});

const amount = columnOf(TRIAL, "amount");
const weight = columnOf(TRIAL, "weight");
const total = aggregate("sum", weight);

/** What each expression gives over (a, 2, 1), (a, 4, 3), (b, null, 5), in DAX and as a number. */
const CASES: readonly (readonly [Expression, string, number | null])[] = [
  [total, "SUM('Trial'[weight])", 9],
  [aggregate("max", amount), "MAX('Trial'[amount])", 4],
  [aggregate("mean", amount), "AVERAGE('Trial'[amount])", 3],
  [aggregate("distinct", columnOf(TRIAL, "part")), "DISTINCTCOUNT('Trial'[part])", 2],
  [aggregate("rows", weight), "COUNTROWS('Trial')", 3],
  [
    meanBy(amount, weight),
    "DIVIDE(SUMX('Trial', 'Trial'[amount] * 'Trial'[weight]), CALCULATE(SUM('Trial'[weight]), NOT ISBLANK('Trial'[amount])))",
    14 / 4,
  ],
  [where(total, columnOf(TRIAL, "part"), "b"), `CALCULATE(SUM('Trial'[weight]), 'Trial'[part] = "b")`, 5],
  [ratio(total, times(total, 2)), "DIVIDE(SUM('Trial'[weight]), SUM('Trial'[weight]) * 2)", 0.5],
  [
    ratio(total, where(total, columnOf(TRIAL, "part"), "z")),
    `DIVIDE(SUM('Trial'[weight]), CALCULATE(SUM('Trial'[weight]), 'Trial'[part] = "z"))`,
    null,
  ],
  [plus(total, total), "(SUM('Trial'[weight]) + SUM('Trial'[weight]))", 18],
];

function measureOf(expression: Expression): Measure {
  return { name: "Trial", table: TRIAL, expression, format: "number", description: "A trial.", isOfScope: false };
}

Deno.test("an expression is the same sum in DAX and in SQL", async () => {
  await using database = await DuckDb.open();
  await database.run(
    "create table trial as select * from (values ('a', 2.0, 1), ('a', 4.0, 3), ('b', null, 5)) as t (part, amount, weight)",
  );
  for (const [expression, dax, value] of CASES) {
    const measure = measureOf(expression);
    assertEquals(daxOf(measure), [dax]);
    const [row] = await database.rows<{ value: number | null }>(sqlTwin(measure));
    assertEquals(row?.value, value, dax);
  }
});

Deno.test("a measure of scopes keeps to the one kind that filters leave, and to all traffic where they leave several", () => {
  assertEquals(daxOf({ ...measureOf(total), isOfScope: true }), [
    `VAR Kind = SELECTEDVALUE('Scope'[scope_kind], "all")`,
    "RETURN CALCULATE(SUM('Trial'[weight]), KEEPFILTERS('Scope'[scope_kind] = Kind))",
  ]);
});
