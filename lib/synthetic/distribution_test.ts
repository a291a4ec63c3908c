import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { choice, drawChoice, drawExponential, drawLogNormal, drawNormal, drawPoisson } from "./distribution.ts";
import { Random } from "./random.ts";

const DRAWS = 200_000;

function moments(draw: (random: Random) => number): { mean: number; variance: number } {
  const random = new Random(11, "moments");
  const values = Array.from({ length: DRAWS }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (DRAWS - 1) };
}

Deno.test("drawNormal() has mean 0 and variance 1", () => {
  const { mean, variance } = moments(drawNormal);
  assertAlmostEquals(mean, 0, 0.01);
  assertAlmostEquals(variance, 1, 0.015);
});

Deno.test("drawLogNormal() has mean median * exp(sigma^2 / 2) and the variance that belongs to it", () => {
  const { mean, variance } = moments((random) => drawLogNormal(random, 60, 0.5));
  assertAlmostEquals(mean, 60 * Math.exp(0.125), 0.4);
  assertAlmostEquals(variance / (mean ** 2 * (Math.exp(0.25) - 1)), 1, 0.04);
});

Deno.test("drawExponential() has the mean asked for and its square as variance", () => {
  const { mean, variance } = moments((random) => drawExponential(random, 3));
  assertAlmostEquals(mean, 3, 0.03);
  assertAlmostEquals(variance, 9, 0.25);
});

for (const expected of [0.3, 4, 9.9, 10, 37, 2_500]) {
  Deno.test(`drawPoisson() has mean and variance ${expected}`, () => {
    const { mean, variance } = moments((random) => drawPoisson(random, expected));
    assertAlmostEquals(mean / expected, 1, 5 / Math.sqrt(DRAWS * expected));
    assertAlmostEquals(variance / expected, 1, 0.02);
  });
}

Deno.test("drawPoisson() follows the probabilities around the mean, where it draws by rejection", () => {
  const random = new Random(12, "poisson");
  const counts = new Map<number, number>();
  for (let i = 0; i < DRAWS; i++) {
    const count = drawPoisson(random, 12);
    counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  let probability = Math.exp(-12);
  for (let k = 1; k <= 24; k++) {
    probability *= 12 / k;
    const deviation = Math.abs((counts.get(k) ?? 0) - DRAWS * probability) / Math.sqrt(DRAWS * probability);
    assert(deviation < 4, `${k}: ${deviation}`);
  }
});

Deno.test("drawPoisson() is 0 for a mean of 0", () => {
  assertEquals(drawPoisson(new Random(1, "zero"), 0), 0);
});

Deno.test("drawChoice() takes options in proportion to their weights and never one without weight", () => {
  const random = new Random(13, "choice");
  const shares = choice([3, 0, 1]);
  const counts = [0, 0, 0];
  for (let i = 0; i < DRAWS; i++) counts[drawChoice(random, shares)]!++;
  assertEquals(counts[1], 0);
  assertAlmostEquals(counts[0]! / DRAWS, 0.75, 0.005);
});
