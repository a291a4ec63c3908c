import { assertAlmostEquals } from "@std/assert";
import fc from "fast-check";
import { incompleteBeta, logGamma } from "./beta_function.ts";

Deno.test("logGamma() is the logarithm of factorials, and of the root of pi at one half", () => {
  assertAlmostEquals(logGamma(1), 0, 1e-12);
  assertAlmostEquals(logGamma(11), Math.log(3_628_800), 1e-10);
  assertAlmostEquals(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 1e-12);
});

Deno.test("incompleteBeta() is a binomial tail where its parameters are whole", () => {
  const tail = (5 * 0.3 ** 4 * 0.7) + 0.3 ** 5;
  assertAlmostEquals(incompleteBeta(0.3, 4, 2), tail, 1e-12);
  assertAlmostEquals(incompleteBeta(0.25, 0.5, 0.5), 1 / 3, 1e-12);
});

Deno.test("incompleteBeta() of one side and of the other add up to one", () => {
  const size = fc.double({ min: 0.5, max: 400, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), size, size, (x, a, b) => {
      assertAlmostEquals(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a), 1, 1e-9);
    }),
    { seed: 7, numRuns: 300 },
  );
});
