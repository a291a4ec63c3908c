/** The one set of parameters, for any series. @module */
import type { NoveltySettings } from "./novelty_range.ts";

/** What the detector assumes. Rates are weights of a new value and memories counts of values, both at the resolution of novelty. */
export interface Parameters {
  /** Resolution of novelty, ms: what is sampled finer is averaged over so long before it is asked for what is new. */
  readonly resolutionMs: number;
  /** Values before any is scored. */
  readonly warmUp: number;
  /** Rates of the recent level and deviation that surprise is measured by; per value, whatever the interval. */
  readonly surpriseRates: { readonly level: number; readonly variance: number };
  /** Deviations that the tail probability remembers. */
  readonly tailMemory: number;
  /** Rate of the slow level. */
  readonly slowRate: number;
  readonly averageRates: readonly [fast: number, medium: number, slow: number];
  readonly novelty: NoveltySettings;
  /** Weight of each view's novelty, in the order of `VIEW_NAMES`. */
  readonly viewWeights: readonly number[];
  /** Surprise that counts half of its weight, and the power with which it rises. */
  readonly surprise: { readonly weight: number; readonly half: number; readonly power: number };
  readonly noveltyGate: GateSettings;
  readonly surpriseGate: GateSettings;
  /** Novelty or surprise that has an anomaly score of 0.5. */
  readonly half: number;
}

/** How what follows a peak is held back: the gate's memory in values, and the factor above the faded peak that passes. */
export interface GateSettings {
  readonly memory: number;
  readonly escalation: number;
}

/** The parameters that every task uses. */
export const PARAMETERS: Parameters = {
  resolutionMs: 300_000,
  warmUp: 40,
  surpriseRates: { level: 0.06, variance: 0.01 },
  tailMemory: 100_000,
  slowRate: 0.0015,
  averageRates: [0.25, 0.09, 0.08],
  novelty: { decay: 0.00015, levelRate: 0.0015, margin: 0.1, excessRate: 0.014, excessFloor: 0.15 },
  viewWeights: [0.85, 0.37, 0.9, 1, 1.1, 0.5, 0.23, 0.07, 0.9],
  surprise: { weight: 0.3, half: 7, power: 1 },
  noveltyGate: { memory: 50, escalation: 2 },
  surpriseGate: { memory: 15, escalation: 1.2 },
  half: 0.3,
};
