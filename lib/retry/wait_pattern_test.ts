import { assertEquals } from "@std/assert";
import { waitPattern } from "./wait_pattern.ts";

Deno.test("waitPattern() names what the waits of a chain follow", () => {
  const patterns: readonly (readonly [string, readonly number[]])[] = [
    ["immediate", [0]],
    ["immediate", [12, 90, 3]],
    ["single", [101]],
    ["constant", [5_000, 5_100, 4_900]],
    ["exponential", [500, 1_000, 2_000, 4_000]],
    ["exponential", [0, 100, 200]],
    ["exponential", [480, 510, 1_900]],
    ["irregular", [5_000, 100, 7_000]],
    ["irregular", [1_000, 1_300, 1_400]],
    ["irregular", [4_000, 2_000, 1_000]],
  ];
  for (const [pattern, waits] of patterns) assertEquals(waitPattern(waits, 0), pattern, waits.join());
});

Deno.test("waitPattern() is synchronised when most waits ended with those of many others", () => {
  assertEquals(waitPattern([500, 1_000], 1), "exponential");
  assertEquals(waitPattern([500, 1_000], 2), "synchronised");
});
