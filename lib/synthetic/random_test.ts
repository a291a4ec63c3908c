import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { Random } from "./random.ts";

const draws = (random: Random, count: number) => Array.from({ length: count }, () => random.uniform());

Deno.test("Random gives the same numbers for the same seed and stream", () => {
  assertEquals(draws(new Random(42, "a"), 100), draws(new Random(42, "a"), 100));
});

Deno.test("Random gives other numbers for another seed and for another stream", () => {
  const numbers = draws(new Random(42, "a"), 3);
  assertNotEquals(draws(new Random(43, "a"), 3), numbers);
  assertNotEquals(draws(new Random(42, "b"), 3), numbers);
});

Deno.test("uniform() fills sixteen equal parts of 0..1 evenly (chi-square, 15 degrees of freedom)", () => {
  const random = new Random(1, "uniform");
  const counts = new Array<number>(16).fill(0);
  for (const value of draws(random, 160_000)) counts[Math.floor(16 * value)]!++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  assert(chiSquare > 3 && chiSquare < 37.7, `${chiSquare}`);
});

Deno.test("uniform() does not tell the next number by the last", () => {
  const values = draws(new Random(2, "pairs"), 100_000);
  const covariance = values.slice(1).reduce((sum, value, i) => sum + (value - 0.5) * (values[i]! - 0.5), 0) / 100_000;
  assert(Math.abs(covariance * 12) < 0.012, `${covariance * 12}`);
});

Deno.test("below() and between() stay within their bounds", () => {
  const random = new Random(3, "bounds");
  for (let i = 0; i < 1_000; i++) {
    assert([0, 1, 2].includes(random.below(3)));
    const value = random.between(-2, 5);
    assert(value >= -2 && value < 5);
  }
});

Deno.test("Random keeps its numbers from one version to the next, and with them every synthetic day", () => {
  const random = new Random(42, "a");
  assertEquals([0, 0, 0].map(() => random.uniform() * 2 ** 32), [3281843707, 585676449, 3280979932]);
});
