import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { ScoredSeries } from "./labelled_series.ts";
import { bestNabScore, NAB_PROFILES, nabProbation, nabScoreAt } from "./nab_score.ts";

const { standard, lowFalsePositives, lowFalseNegatives } = NAB_PROFILES;

/** 200 rows, of which 30 are probation, and two windows of 10 rows. */
function detected(rows: Readonly<Record<number, number>>): ScoredSeries {
  const scores = new Float64Array(200);
  for (const [row, score] of Object.entries(rows)) scores[Number(row)] = score;
  return { scores, windows: [{ first: 60, last: 69 }, { first: 120, last: 129 }] };
}

function at(series: ScoredSeries, profile = standard): number {
  return nabScoreAt([series], profile, 0.5);
}

Deno.test("a perfect detector has 100 in each profile, one that says nothing 0", () => {
  for (const profile of Object.values(NAB_PROFILES)) {
    assertAlmostEquals(at(detected({ 60: 1, 120: 1 }), profile), 100);
    assertEquals(at(detected({}), profile), 0);
  }
});

Deno.test("a detection at the centre of a window is worth 0.86, the best of several counts", () => {
  const worth = (2 / (1 + Math.exp(-2.5)) - 1) / (2 / (1 + Math.exp(-5)) - 1);
  assertAlmostEquals(worth, 0.8598, 1e-4);
  assertAlmostEquals(at(detected({ 65: 1 })), 100 * (worth + 1) / 4);
  assertAlmostEquals(at(detected({ 65: 1, 68: 1, 69: 1 })), 100 * (worth + 1) / 4);
});

Deno.test("a false row before the first window and one far behind a window cost all", () => {
  assertAlmostEquals(at(detected({ 40: 1, 60: 1, 120: 1 })), 100 * (4 - 0.11) / 4);
  assertAlmostEquals(at(detected({ 60: 1, 119: 1, 120: 1 })), 100 * (4 - 0.11) / 4);
  assertAlmostEquals(at(detected({ 40: 1, 60: 1, 120: 1 }), lowFalsePositives), 100 * (4 - 0.22) / 4);
});

Deno.test("a false row just behind a window costs little", () => {
  const cost = 0.11 * (1 - 2 / (1 + Math.exp(5 / 9)));
  assertAlmostEquals(at(detected({ 60: 1, 70: 1, 120: 1 })), 100 * (4 - cost) / 4);
});

Deno.test("a missed window costs twice as much in the profile of few false negatives", () => {
  assertAlmostEquals(at(detected({ 60: 1 })), 50);
  assertAlmostEquals(at(detected({ 60: 1 }), lowFalseNegatives), 100 * (1 - 2 + 4) / 6);
});

Deno.test("rows of the probation do not count", () => {
  assertEquals([nabProbation(200), nabProbation(10_000)], [30, 750]);
  assertAlmostEquals(at(detected({ 29: 1, 60: 1, 120: 1 })), 100);
});

Deno.test("the best threshold is one for all series", () => {
  const series = [detected({ 60: 0.9, 120: 0.8 }), detected({ 40: 0.5, 60: 0.7, 120: 0.4 })];
  const best = bestNabScore(series, standard);
  assertEquals(best.threshold, 0.4);
  assertAlmostEquals(best.score, 100 * (8 - 0.11) / 8);
  assertAlmostEquals(nabScoreAt(series, standard, 0.7), 75);
});
