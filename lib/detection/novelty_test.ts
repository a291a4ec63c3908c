import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Novelty } from "./novelty.ts";
import { PARAMETERS } from "./parameters.ts";
import { VIEW_NAMES, type ViewName } from "./views.ts";

const WEIGHTS = Object.fromEntries(VIEW_NAMES.map((name) => [name, 0])) as Record<ViewName, number>;
const SETTINGS = { ...PARAMETERS.novelty, decay: 0, earlyMargin: 0, carry: 0.5 };

/** What the views show when they all have one value. */
function views(value: number, isTrusted = 1): { values: Float64Array; isTrusted: Uint8Array } {
  return {
    values: new Float64Array(VIEW_NAMES.length).fill(value),
    isTrusted: new Uint8Array(VIEW_NAMES.length).fill(isTrusted),
  };
}

function noveltyOf(weights: Partial<Record<ViewName, number>>): Novelty {
  const novelty = new Novelty({ ...SETTINGS, viewWeights: { ...WEIGHTS, ...weights } });
  for (const value of [0, 10, 5]) novelty.judge(views(value), 1);
  return novelty;
}

Deno.test("Novelty sums what is new in its views, by their weights, and fades", () => {
  const novelty = noveltyOf({ value: 1, average: 2 });
  assertAlmostEquals(novelty.judge(views(19), 1), 3 * 9 / (9 + 1));
  assertAlmostEquals(novelty.judge(views(5), 1), 1.5 * 9 / (9 + 1));
  assertAlmostEquals(novelty.judge(views(5), 0.5), 1.5 * Math.SQRT1_2 * 9 / (9 + 1));
});

Deno.test("Novelty learns from a view that is not trusted, and counts nothing of it", () => {
  const novelty = noveltyOf({ value: 1 });
  assertEquals(novelty.judge(views(19, 0), 1), 0);
  assertEquals(novelty.judge(views(19), 1), 0);
  assert(novelty.judge(views(40), 1) > 0.5);
});

Deno.test("Novelty passes over a view that knows nothing", () => {
  const novelty = noveltyOf({ value: 1 });
  assertEquals(novelty.judge(views(NaN), 1), 0);
  assertAlmostEquals(novelty.judge(views(19), 1), 9 / (9 + 1));
});
