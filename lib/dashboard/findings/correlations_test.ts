import { assertAlmostEquals, assertEquals } from "@std/assert";
import { correlations, rankCorrelation } from "./correlations.ts";

Deno.test("rankCorrelation() of the textbook's ten pairs of IQ and hours of television is -29/165", () => {
  const pairs = [[106, 7], [100, 27], [86, 2], [101, 50], [99, 28], [103, 29], [97, 20], [113, 12], [112, 6], [
    110,
    17,
  ]];
  assertAlmostEquals(rankCorrelation(pairs as [number, number][])!, -29 / 165, 1e-12);
});

Deno.test("ranks of equal values are shared, and what is constant has no correlation", () => {
  const tied = Array.from({ length: 12 }, (_, place) => [place >> 1, place >> 1] as const);
  assertAlmostEquals(rankCorrelation(tied)!, 1, 1e-12);
  assertEquals(rankCorrelation(tied.map(([x]) => [x, 5] as const)), null);
  assertEquals(rankCorrelation(tied.slice(0, 9)), null);
});

Deno.test("correlations() compares each column with each over the rows that know both", () => {
  const rows = Array.from({ length: 20 }, (_, place) => ({ a: place, b: place % 2 === 0 ? -place : null }));
  const cells = correlations(rows, ["a", "b"]);
  assertEquals(cells.map(({ a, b, value }) => [a, b, value]), [["a", "a", 1], ["a", "b", -1], ["b", "a", -1], [
    "b",
    "b",
    1,
  ]]);
});
