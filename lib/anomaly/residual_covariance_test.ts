import { assert, assertAlmostEquals } from "@std/assert";
import { ResidualCovariance } from "./residual_covariance.ts";

/** Numbers that look random and have variance 1; two places make two series that know nothing of each other. */
const noise = (place: number, step: number) => Math.sqrt(2) * Math.sin((step + 1) * (place + 1) * 12.9898);

function learnt(residualsOf: (step: number) => number[], steps = 3_000): ResidualCovariance {
  const covariance = new ResidualCovariance(2);
  for (let step = 0; step < steps; step++) covariance.learn(Float64Array.from(residualsOf(step)));
  return covariance;
}

Deno.test("before anything is learnt the distance is that of independent residuals", () => {
  assertAlmostEquals(new ResidualCovariance(2).distance(Float64Array.of(3, 4)), 5);
});

Deno.test("what moves together is near, and far as soon as it parts", () => {
  const together = learnt((step) => [noise(0, step), 0.9 * noise(0, step) + 0.44 * noise(1, step)]);
  const along = together.distance(Float64Array.of(2, 2));
  const apart = together.distance(Float64Array.of(2, -2));
  assert(along < 2.4 && apart > 7, `${along} and ${apart}`);
});

Deno.test("a residual is measured by its own deviation where the others know nothing of it", () => {
  const covariance = learnt((step) => [3 * noise(0, step), noise(1, step)]);
  assertAlmostEquals(covariance.distance(Float64Array.of(3, 0)), 1, 0.05);
  assertAlmostEquals(covariance.adjusted(Float64Array.of(3, 0))[0]!, 1, 0.05);
});

Deno.test("adjusted() compares a residual with the regression on the others", () => {
  const covariance = learnt((step) => [noise(0, step), 0.8 * noise(0, step) + 0.6 * noise(1, step)]);
  const [, second] = covariance.adjusted(Float64Array.of(2, -0.2));
  assertAlmostEquals(second!, (-0.2 - 0.8 * 2) / 0.6, 0.2);
});

Deno.test("of two metrics that always are the same the distance stays finite", () => {
  const same = learnt((step) => [noise(0, step), noise(0, step)]);
  assert(Number.isFinite(same.distance(Float64Array.of(1, -1))));
});
