/** How the values of a kind of metric are measured against what is expected of them. @module */
import { SMALLEST_EFFECT } from "./baseline.ts";

/** What tells latencies and gauges apart. */
export interface ValueScale {
  /** Windows that the median is taken over. */
  readonly trailingWindows: number;
  /** From the metric's unit to the scale on which noise is even. */
  readonly toScale: (value: number) => number;
  /** Back to the metric's unit. */
  readonly fromScale: (scaled: number) => number;
  /** Smallest standard deviation of a window that is believed, given what is expected and observed on the scale. */
  readonly floor: (expected: number, observed: number) => number;
  /** Smallest relative departure that matters, however certain it is. */
  readonly smallestEffect: number;
  /** Smallest departure that matters, in the metric's unit: an idle machine may be twice as idle. */
  readonly smallestDeparture: number;
  /** Deviations that a single window counts for at most. */
  readonly clip: number;
  /** Correlation of neighbouring windows that is assumed at first, 0..1. */
  readonly correlation: number;
  /** Whether fewer than expected is a departure too. */
  readonly isTwoSided: boolean;
}

/** Shortest latency that is told apart, ms. */
const SHORTEST_MS = 0.1;

/** Latencies in ms: relative noise of at least 5 %; only slower is a departure. */
export const LATENCY_SCALE: ValueScale = {
  trailingWindows: 60,
  toScale: (value) => Math.log(Math.max(value, SHORTEST_MS)),
  fromScale: Math.exp,
  floor: () => 0.05,
  smallestEffect: SMALLEST_EFFECT,
  smallestDeparture: 0,
  clip: 3.5,
  correlation: 0,
  isTwoSided: false,
};

/** Gauges in percent of what a machine has: noise of at least 2 % of the value. */
export const GAUGE_SCALE: ValueScale = {
  trailingWindows: 60,
  toScale: (value) => value,
  fromScale: (scaled) => scaled,
  floor: (expected, observed) => 0.02 * Math.max(Math.abs(expected), Math.abs(observed)),
  smallestEffect: 0.15,
  smallestDeparture: 10,
  clip: 8,
  correlation: 0.6,
  isTwoSided: true,
};
