import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { normalUpperTail } from "./normal_tail.ts";
import { countSurprise } from "./surprise.ts";

/** P(X >= observed) of a Poisson number. */
function poissonUpperTail(observed: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let count = 0; count < observed; count++) {
    below += term;
    term *= mean / (count + 1);
  }
  return 1 - below;
}

Deno.test("countSurprise() of no request where 7 were expected is -3.22: sqrt(2 (0.5 ln(0.5 / 7) + 6.5))", () => {
  assertAlmostEquals(countSurprise(0, 7, Infinity), -3.21884, 1e-5);
});

Deno.test("countSurprise() gives the exact Poisson tail within a factor of 2, from means of 0.5 to 139", () => {
  for (const [observed, mean] of [[4, 0.5], [8, 2], [18, 7], [60, 35], [190, 139]] as const) {
    const ratio = normalUpperTail(countSurprise(observed, mean, Infinity)) / poissonUpperTail(observed, mean);
    assert(ratio > 0.5 && ratio < 2, `${observed} of ${mean}: ${ratio}`);
  }
});

Deno.test("countSurprise() is 0 within half an event of the mean", () => {
  assertAlmostEquals(countSurprise(7, 6.8, Infinity), 0);
  assertAlmostEquals(countSurprise(7, 7, 10), 0);
});

Deno.test("countSurprise() shrinks as the forecast is worth fewer events", () => {
  const distances = [Infinity, 100, 10, 1].map((size) => countSurprise(20, 7, size));
  assertEquals(distances, distances.toSorted((a, b) => b - a));
  assert(distances[0]! > 2 * distances[3]!);
});
