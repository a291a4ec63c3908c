import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { NoveltyRange, type NoveltySettings } from "./novelty_range.ts";

const STILL: NoveltySettings = { decay: 0, levelRate: 0, margin: 0.1, earlyMargin: 0, excessRate: 0, excessFloor: 0.5 };

function judgeAll(values: readonly number[], settings: Partial<NoveltySettings> = {}): number[] {
  const range = new NoveltyRange({ ...STILL, ...settings });
  return values.map((value) => range.judge(value, 1));
}

Deno.test("NoveltyRange finds new what is outside, by its excess against a share of the range", () => {
  assertEquals(judgeAll([0, 10, 5, 10, 0]), [0, 0, 0, 0, 0]);
  assertEquals(judgeAll([0, 10, 11, -1]).slice(2), [1 / (1 + 1), 1 / (1 + 1.1)]);
});

Deno.test("NoveltyRange finds a record less new the larger the record before it on the same side was", () => {
  const [, , first, second, below] = judgeAll([0, 10, 20, 30, -10]);
  assertEquals([first, second, below], [10 / 11, 10 / (10 + 2 + 5), 10 / (10 + 3)]);
});

Deno.test("NoveltyRange forgets an extreme", () => {
  const values = [0, 10, 100, ...new Array(200).fill(5), 50];
  assertEquals(judgeAll(values).at(-1), 0);
  assert(judgeAll(values, { decay: 0.02 }).at(-1)! > 0.3);
});

Deno.test("NoveltyRange takes early records for common", () => {
  const [, , early] = judgeAll([0, 10, 20], { earlyMargin: 3 });
  assertAlmostEquals(early!, 10 / (10 + 1 + 15));
  assert(judgeAll([...new Array(50).fill([0, 10]).flat(), 20], { earlyMargin: 3 }).at(-1)! > early!);
});
