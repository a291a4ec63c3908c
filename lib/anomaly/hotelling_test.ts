import { assertAlmostEquals, assertEquals } from "@std/assert";
import { fUpperTail, hotellingTail, usualReach } from "./hotelling.ts";

Deno.test("fUpperTail() is 5 % and 1 % where printed tables of the F distribution say so", () => {
  const critical = [[161.45, 1, 1], [6.944, 2, 4], [2.866, 4, 20], [2.103, 7, 100]] as const;
  for (const [value, above, below] of critical) assertAlmostEquals(fUpperTail(value, above, below), 0.05, 5e-4);
  assertAlmostEquals(fUpperTail(4.431, 4, 20), 0.01, 5e-5);
  assertEquals(fUpperTail(0, 4, 20), 1);
});

Deno.test("hotellingTail() nears the tail of chi-squared as samples grow, and knows nothing from too few", () => {
  const chiSquared95 = 9.488;
  assertAlmostEquals(hotellingTail(Math.sqrt(chiSquared95), 4, 1e6), 0.05, 1e-4);
  assertEquals(hotellingTail(100, 4, 4), 1);
});

Deno.test("usualReach() is the root of the 99 % quantile of chi-squared", () => {
  assertAlmostEquals(usualReach(1) ** 2, 6.635, 0.07);
  assertAlmostEquals(usualReach(4) ** 2, 13.277, 0.05);
  assertAlmostEquals(usualReach(7) ** 2, 18.475, 0.05);
});
