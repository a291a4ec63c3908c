import { assertAlmostEquals, assertEquals } from "@std/assert";
import { invert, solve } from "./linear_system.ts";

Deno.test("solve() solves a system that can be checked by hand", () => {
  const [x, y] = solve([[2, 1], [1, 3]], [5, 10])!;
  assertAlmostEquals(x!, 1);
  assertAlmostEquals(y!, 3);
});

Deno.test("solve() does not mind scales that are far apart", () => {
  const [x, y] = solve([[1e12, 1], [1, 1e-6]], [1e12 + 2, 1 + 2e-6])!;
  assertAlmostEquals(x!, 1, 1e-9);
  assertAlmostEquals(y!, 2, 1e-3);
});

Deno.test("a system without a single solution has none", () => {
  assertEquals(solve([[1, 1], [1, 1]], [1, 2]), null);
  assertEquals(invert([[0, 0], [0, 1]]), null);
});

Deno.test("a matrix times its inverse is one", () => {
  const inverse = invert([[4, 1], [1, 3]])!;
  assertAlmostEquals(inverse[0]![0]!, 3 / 11);
  assertAlmostEquals(inverse[0]![1]!, -1 / 11);
});
