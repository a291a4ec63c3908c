import { assert, assertEquals } from "@std/assert";
import { drawNormal } from "../synthetic/distribution.ts";
import { Random } from "../synthetic/random.ts";
import type { LabelledSeries } from "./labelled_series.ts";
import { ROUND_PARAMETERS, tuneParameters } from "./tune_parameters.ts";
import { nabScores, twoFoldScores } from "./two_folds.ts";

const ROW_COUNT = 1500;
const STEP_MS = 300_000;

/** Noise with one lasting shift, which is the incident. */
function series(seed: number): LabelledSeries {
  const random = new Random(seed, "tuning");
  const first = 500 + 100 * seed;
  return {
    name: String(seed),
    at: Float64Array.from({ length: ROW_COUNT }, (_, row) => row * STEP_MS),
    values: Float64Array.from({ length: ROW_COUNT }, (_, row) => 100 + drawNormal(random) + (row >= first ? 3 : 0)),
    windows: [{ first: first - 40, last: first + 40 }],
  };
}

Deno.test("tuneParameters() scores no worse on what it is tuned on, and leaves surprise alone", () => {
  const seen = [1, 2, 3].map(series);
  const tuned = tuneParameters(seen);
  assertEquals(tuned.surprise, ROUND_PARAMETERS.surprise);
  const sum = (scores: ReturnType<typeof nabScores>) =>
    Object.values(scores).reduce((total, score) => total + score, 0);
  assert(sum(nabScores(seen, tuned)) >= sum(nabScores(seen, ROUND_PARAMETERS)));
});

Deno.test("twoFoldScores() scores each half with what was tuned on the other", () => {
  const all = [1, 2, 3, 4].map(series);
  const deaf = { ...ROUND_PARAMETERS, warmUp: Infinity };
  const [even, odd] = twoFoldScores(all, (half) => half.includes(all[0]!) ? deaf : ROUND_PARAMETERS);
  assertEquals(even, nabScores([all[0]!, all[2]!], ROUND_PARAMETERS));
  assertEquals(odd.standard, 0);
  assert(even.standard > 0);
});
