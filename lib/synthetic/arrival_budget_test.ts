import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { ArrivalBudget } from "./arrival_budget.ts";
import { Random } from "./random.ts";

function drawAll(rows: number, weights: number[], seed: number): number[] {
  const budget = new ArrivalBudget(rows, Float64Array.from(weights));
  const random = new Random(seed, "arrivals");
  return weights.map((_, minute) => {
    const arrivals = budget.drawArrivals(minute, random);
    for (let row = 0; row < arrivals; row++) budget.spend();
    return arrivals;
  });
}

Deno.test("ArrivalBudget ends on the exact number of rows for any weights", () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 1, maxLength: 50 });
  const property = fc.property(fc.nat(500), weights, fc.nat(), (rows, given, seed) => {
    assertEquals(drawAll(rows, given, seed).reduce((sum, count) => sum + count, 0), rows);
  });
  fc.assert(property, { seed: 4 });
});

Deno.test("ArrivalBudget draws each minute's share of the rows", () => {
  const counts = drawAll(100_000, [1, 2, 3, 4], 1);
  counts.forEach((count, minute) => {
    const expected = 10_000 * (minute + 1);
    assert(Math.abs(count - expected) < 5 * Math.sqrt(expected) + 0.02 * expected, `${minute}: ${count}`);
  });
});
