import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { thin } from "./thin.ts";

const series = (values: readonly (number | null)[]) => values.map((value, place) => ({ at: place * 60_000, value }));

Deno.test("thin() leaves short series as they are", () => {
  const points = series(Array.from({ length: 400 }, (_, place) => place));
  assertEquals(thin(points), points);
});

Deno.test("thin() keeps the ends, the extremes and the order, and at most four points a column", () => {
  const values = fc.array(fc.option(fc.integer({ min: -1_000, max: 1_000 })), { minLength: 500, maxLength: 2_000 });
  fc.assert(
    fc.property(values, (list) => {
      const points = series(list);
      const thinned = thin(points, 50);
      const known = (some: readonly { value: number | null }[]) => some.flatMap(({ value }) => value ?? []);
      assert(thinned.length <= 200);
      assertEquals([thinned[0], thinned.at(-1)], [points[0], points.at(-1)]);
      assertEquals(Math.max(...known(thinned)), Math.max(...known(points)));
      assertEquals(Math.min(...known(thinned)), Math.min(...known(points)));
      assert(thinned.every(({ at }, place) => place === 0 || at > thinned[place - 1]!.at));
    }),
    { seed: 5, numRuns: 100 },
  );
});
