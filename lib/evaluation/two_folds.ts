/** What the benchmark says where the parameters come from other files than the score. @module */
import type { Parameters } from "../detection/parameters.ts";
import type { LabelledSeries } from "./labelled_series.ts";
import { bestNabScore, NAB_PROFILES, type NabProfileName } from "./nab_score.ts";
import { scoreAll } from "./score_series.ts";
import { tuneParameters } from "./tune_parameters.ts";

/** Scores by profile. */
export type NabScores = Readonly<Record<NabProfileName, number>>;

/** Scores each half of the series, every second one, with parameters that were tuned on the other half. */
export function twoFoldScores(
  series: readonly LabelledSeries[],
  tune: (half: readonly LabelledSeries[]) => Parameters = tuneParameters,
): readonly [even: NabScores, odd: NabScores] {
  const halves = [0, 1].map((half) => series.filter((_, place) => place % 2 === half));
  const [even, odd] = halves as [LabelledSeries[], LabelledSeries[]];
  return [nabScores(even, tune(odd)), nabScores(odd, tune(even))];
}

/** Scores series by the benchmark's rules, each profile at its best threshold. */
export function nabScores(series: readonly LabelledSeries[], parameters?: Parameters): NabScores {
  const scored = scoreAll(series, parameters);
  const scoreOf = (name: NabProfileName) => bestNabScore(scored, NAB_PROFILES[name]).score;
  return {
    standard: scoreOf("standard"),
    lowFalsePositives: scoreOf("lowFalsePositives"),
    lowFalseNegatives: scoreOf("lowFalseNegatives"),
  };
}
