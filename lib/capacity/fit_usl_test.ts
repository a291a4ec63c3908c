import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { fitUsl, type LoadPoint } from "./fit_usl.ts";
import { uslThroughput } from "./usl.ts";

const LOADS = [1, 2, 3, 5, 8, 12, 18, 27, 40, 60];

Deno.test("fitUsl() gives back the parameters of points without noise", () => {
  const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(between(1, 1_000), between(0, 0.5), between(1e-5, 0.01), (gamma, alpha, beta) => {
      const fit = fitUsl(LOADS.map((concurrency) => {
        return { concurrency, throughput: uslThroughput({ gamma, alpha, beta }, concurrency) };
      }))!;
      assertAlmostEquals(fit.gamma, gamma, 1e-3 * gamma);
      assertAlmostEquals(fit.alpha, alpha, 1e-3);
      assertAlmostEquals(fit.beta, beta, 1e-5);
    }),
    { seed: 3, numRuns: 100 },
  );
});

Deno.test("one point that is far off hardly moves the fit", () => {
  const truth = { gamma: 40, alpha: 0.03, beta: 0.0008 };
  const points: LoadPoint[] = LOADS.map((concurrency, place) => {
    return { concurrency, throughput: uslThroughput(truth, concurrency) * (place === 6 ? 0.3 : 1) };
  });
  const fit = fitUsl(points)!;
  assertAlmostEquals(fit.alpha, truth.alpha, 0.003);
  assertAlmostEquals(fit.beta, truth.beta, 0.0001);
});

Deno.test("fitUsl() says how uncertain it is: more noise, wider errors", () => {
  const noisy = (noise: number) =>
    fitUsl(LOADS.map((concurrency, place) => ({
      concurrency,
      throughput: uslThroughput({ gamma: 40, alpha: 0.03, beta: 0.0008 }, concurrency) *
        (1 + noise * Math.sin(9 * place)),
    })))!;
  assert(noisy(0.05).betaError > 3 * noisy(0.01).betaError);
});

Deno.test("fitUsl() needs six points and more than one concurrency", () => {
  assertEquals(fitUsl(LOADS.slice(0, 5).map((concurrency) => ({ concurrency, throughput: concurrency }))), null);
  assertEquals(fitUsl(LOADS.map(() => ({ concurrency: 4, throughput: 10 }))), null);
});

Deno.test("points on a straight line have neither contention nor coherency", () => {
  const fit = fitUsl(LOADS.map((concurrency) => ({ concurrency, throughput: 12 * concurrency })))!;
  assertAlmostEquals(fit.gamma, 12, 1e-6);
  assertAlmostEquals(fit.alpha, 0, 1e-6);
  assertAlmostEquals(fit.beta, 0, 1e-8);
});
