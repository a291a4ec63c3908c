/**
 * Tunes the parameters of novelty on labelled series, to tell what tuning is worth on series that it has not seen.
 *
 * Each parameter in turn is made larger and smaller by a factor, and what scores better is kept; the factor shrinks from round to round.
 * A score is the mean of the benchmark's three profiles over thresholds around the best one: what wins at a single threshold is luck.
 *
 * Reference: Hooke and Jeeves, "Direct search solution of numerical and statistical problems", Journal of the ACM 1961.
 *
 * @module
 */
import { PARAMETERS, type Parameters } from "../detection/parameters.ts";
import { VIEW_NAMES } from "../detection/views.ts";
import type { LabelledSeries } from "./labelled_series.ts";
import { bestNabScore, NAB_PROFILES, nabScoreAt } from "./nab_score.ts";
import { scoreAll } from "./score_series.ts";

const FACTORS = [1.5, 1.2] as const;
const NEARBY_THRESHOLDS = [0.9, 1, 1.1] as const;

/** Round numbers to begin from. */
export const ROUND_PARAMETERS: Parameters = {
  ...PARAMETERS,
  views: {
    levelRate: 0.0015,
    fastRate: 0.25,
    averageRate: 0.08,
    slowRate: 0.01,
    changeLag: 12,
    logarithmOffset: 0.035,
  },
  novelty: {
    decay: 0.00015,
    levelRate: 0.005,
    margin: 0.1,
    earlyMargin: 3,
    excessRate: 0.02,
    excessFloor: 0.15,
    viewWeights: {
      value: 1,
      logarithm: 0.5,
      fastAverage: 1,
      average: 2,
      slowLogarithm: 0.5,
      change: 1,
      deviation: 0,
      dayResidual: 0.5,
      dayResidualAverage: 0.5,
      weekResidual: 1,
    },
    carry: 0.85,
  },
  noveltyGate: { hold: 10, memory: 50, escalation: 2, deduction: 0.1 },
};

/** Changes one parameter by a factor. */
type Change = (parameters: Parameters, factor: number) => Parameters;

const CHANGES: readonly Change[] = [
  ...(["margin", "decay", "levelRate", "excessRate", "excessFloor", "earlyMargin"] as const).map((name): Change => {
    return (from, factor) => ({ ...from, novelty: { ...from.novelty, [name]: from.novelty[name] * factor } });
  }),
  ...(["hold", "memory"] as const).map((name): Change => {
    return (from, factor) => ({
      ...from,
      noveltyGate: { ...from.noveltyGate, [name]: from.noveltyGate[name] * factor },
    });
  }),
  ...VIEW_NAMES.map((name): Change => (from, factor) => {
    const viewWeights = { ...from.novelty.viewWeights, [name]: from.novelty.viewWeights[name] * factor };
    return { ...from, novelty: { ...from.novelty, viewWeights } };
  }),
];

/** Finds parameters that score well on labelled series. */
export function tuneParameters(series: readonly LabelledSeries[], start = ROUND_PARAMETERS): Parameters {
  let best = start;
  let bestScore = smoothScore(series, best);
  for (const factor of FACTORS) {
    for (const change of CHANGES) {
      for (const by of [factor, 1 / factor]) {
        const candidate = change(best, by);
        const score = smoothScore(series, candidate);
        if (score <= bestScore) continue;
        [best, bestScore] = [candidate, score];
        break;
      }
    }
  }
  return best;
}

function smoothScore(series: readonly LabelledSeries[], parameters: Parameters): number {
  const scored = scoreAll(series, parameters);
  let sum = 0;
  for (const profile of Object.values(NAB_PROFILES)) {
    const { threshold } = bestNabScore(scored, profile);
    for (const factor of NEARBY_THRESHOLDS) sum += nabScoreAt(scored, profile, Math.min(1, threshold * factor));
  }
  return sum;
}
