import { assertEquals } from "@std/assert";
import { DAY_MS } from "../table/day.ts";
import { unbrokenStretches } from "./find_incidents.ts";

function stretches(days: readonly number[], longest: number): number[][] {
  return unbrokenStretches(days.map((day) => day * DAY_MS), longest).map((days) => days.map((at) => at / DAY_MS));
}

Deno.test("unbrokenStretches() divides days where one is missing", () => {
  assertEquals(stretches([1, 2, 4, 7, 8, 9], 10), [[1, 2], [4], [7, 8, 9]]);
  assertEquals(stretches([], 10), []);
});

Deno.test("unbrokenStretches() divides days where a stretch grows too long, and loses none", () => {
  assertEquals(stretches([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
  assertEquals(stretches([1, 2], 1), [[1], [2]]);
});
