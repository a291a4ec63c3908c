import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { findCycle } from "./find_cycle.ts";

const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20 });

function graphOf(pairs: readonly (readonly [number, number])[]): Map<string, string[]> {
  const groups = Map.groupBy(pairs, ([from]) => `${from}`);
  return new Map([...groups].map(([from, found]) => [from, found.map(([, to]) => `${to}`)]));
}

Deno.test("findCycle() finds nothing where every edge points forward", () => {
  fc.assert(
    fc.property(edges, (pairs) => findCycle(graphOf(pairs.filter(([from, to]) => from < to))) === null),
    { seed: 1 },
  );
});

Deno.test("findCycle() returns a closed walk along edges of the graph", () => {
  fc.assert(
    fc.property(edges, (pairs) => {
      const graph = graphOf([...pairs, [0, 1], [1, 0]]);
      const cycle = findCycle(graph) ?? [];
      assert(cycle.length > 1);
      assertEquals(cycle[0], cycle.at(-1));
      for (let i = 1; i < cycle.length; i++) assert(graph.get(cycle[i - 1]!)!.includes(cycle[i]!));
    }),
    { seed: 2 },
  );
});

Deno.test("findCycle() sees a node that points at itself", () => {
  assertEquals(findCycle(new Map([["a", ["a"]]])), ["a", "a"]);
});
