/** The one set of parameters, for any series. @module */
import type { EvidenceSettings } from "./novelty.ts";
import type { GateSettings } from "./repeat_gate.ts";
import type { SurpriseSettings } from "./surprise.ts";
import type { ViewSettings } from "./views.ts";

/** What the detector assumes. Rates are weights of a new value and memories counts of values, both at the resolution of novelty. */
export interface Parameters {
  /** Resolution of novelty, ms: what is sampled finer is averaged over so long before it is asked for what is new. */
  readonly resolutionMs: number;
  /** Values before any is scored. */
  readonly warmUp: number;
  readonly surprise: SurpriseSettings;
  readonly views: ViewSettings;
  readonly novelty: EvidenceSettings;
  readonly noveltyGate: GateSettings;
  readonly surpriseGate: GateSettings;
  /** Weight of surprise against novelty. */
  readonly surpriseWeight: number;
  /** Novelty or weighted surprise that has an anomaly score of 0.5. */
  readonly half: number;
}

/** The parameters that every task uses. */
export const PARAMETERS: Parameters = {
  resolutionMs: 300_000,
  warmUp: 40,
  surprise: { levelRate: 0.05, varianceRate: 0.01, tailMemory: 100_000, carry: 0.3, half: 7 },
  views: { levelRate: 0.000634, fastRate: 0.239, averageRate: 0.085, slowRate: 0.00907, logarithmOffset: 0.018 },
  novelty: {
    decay: 0.000150,
    levelRate: 0.00496,
    margin: 0.1,
    earlyMargin: 3.5,
    excessRate: 0.0233,
    excessFloor: 0.372,
    viewWeights: {
      value: 1.0,
      logarithm: 0.5,
      fastAverage: 1.09,
      average: 2.0,
      slowLogarithm: 0.5,
      deviation: 0.278,
      dayResidual: 0.681,
      dayResidualAverage: 0.705,
      weekResidual: 0.835,
    },
    carry: 0.856,
  },
  noveltyGate: { hold: 6.46, memory: 60.4, escalation: 1.9, deduction: 0.0963 },
  surpriseGate: { hold: 6, memory: 12, escalation: 1, deduction: 0 },
  surpriseWeight: 0.3,
  half: 0.2,
};
