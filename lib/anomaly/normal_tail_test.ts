import { assertAlmostEquals, assertEquals } from "@std/assert";
import { normalUpperTail, scoreOfTail, TAIL_FLOOR, tailOfScore } from "./normal_tail.ts";

Deno.test("normalUpperTail() agrees with the published table to six digits, from the centre to one in a trillion", () => {
  const table = [[0, 0.5], [1, 0.158655254], [1.959964, 0.025], [3, 1.349898e-3], [5, 2.866516e-7], [7, 1.279813e-12]];
  for (const [z, tail] of table) assertAlmostEquals(normalUpperTail(z!) / tail!, 1, 1e-6);
});

Deno.test("normalUpperTail() of -z is what is missing to 1", () => {
  assertAlmostEquals(normalUpperTail(-1.2) + normalUpperTail(1.2), 1, 1e-12);
});

Deno.test("scoreOfTail() is 99 for one window in a hundred and stays within 0..100", () => {
  assertEquals(scoreOfTail(0.01), 99);
  assertEquals(scoreOfTail(6), 0);
  assertEquals(scoreOfTail(0), 100 * (1 - TAIL_FLOOR));
});

Deno.test("tailOfScore() undoes scoreOfTail()", () => {
  for (const tail of [0.5, 1e-3, 1e-7, 1e-11]) assertAlmostEquals(tailOfScore(scoreOfTail(tail)) / tail, 1, 1e-3);
});
