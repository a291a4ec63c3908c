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
  views: {
    levelRate: 0.0004,
    fastRate: 0.24,
    averageRate: 0.085,
    slowRate: 0.0083,
    changeLag: 12,
    logarithmOffset: 0.018,
  },
  novelty: {
    decay: 0.00015,
    levelRate: 0.005,
    margin: 0.1,
    earlyMargin: 3.5,
    excessRate: 0.022,
    excessFloor: 0.4,
    viewWeights: {
      value: 1,
      logarithm: 0.5,
      fastAverage: 1.1,
      average: 1.75,
      slowLogarithm: 0.56,
      change: 1.15,
      deviation: 0.25,
      dayResidual: 0.7,
      dayResidualAverage: 0.6,
      weekResidual: 0.8,
    },
    carry: 0.83,
  },
  noveltyGate: { hold: 6, memory: 65, escalation: 1.95, deduction: 0.115 },
  surpriseGate: { hold: 6, memory: 12, escalation: 1, deduction: 0 },
  surpriseWeight: 0.3,
  half: 0.2,
};
