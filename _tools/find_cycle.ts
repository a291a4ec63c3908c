/** Cycles in a directed graph. @module */

/** Which nodes each node points at. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * Finds one cycle by depth-first search.
 *
 * @returns the nodes of the cycle, the first repeated at the end; null where there is none
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(findCycle(new Map([["a", ["b"]], ["b", ["a"]]])), ["a", "b", "a"]);
 * ```
 */
export function findCycle(graph: Graph): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return null;
    path.push(node);
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle !== null) return cycle;
    }
    path.pop();
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node);
    if (cycle !== null) return cycle;
  }
  return null;
}
