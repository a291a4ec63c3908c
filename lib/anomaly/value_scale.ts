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
  /** Smallest departure that matters once it has lasted, however certain it is; all three in the metric's unit. */
  readonly smallestDeparture: (expected: number, observed: number) => number;
  /** Smallest departure that matters at once, likewise. */
  readonly suddenDeparture: (expected: number, observed: number) => number;
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
  smallestDeparture: (expected) => SMALLEST_EFFECT * expected,
  suddenDeparture: (expected) => SMALLEST_EFFECT * expected,
  clip: 3.5,
  correlation: 0,
  isTwoSided: false,
};

/** Smallest relative departure of a gauge that matters. */
const SMALLEST_GAUGE_EFFECT = 0.15;

/** Use below which a machine is idle, in percent. */
const IDLE_PERCENT = 50;
/** Percent by which an idle machine must change, for good and at once: twice as busy for a minute is idle still. */
const LASTING_IDLE_DEPARTURE = 10;
const SUDDEN_IDLE_DEPARTURE = 20;

function gaugeDeparture(idleDeparture: number): ValueScale["smallestDeparture"] {
  return (expected, observed) =>
    Math.max(SMALLEST_GAUGE_EFFECT * expected, Math.max(expected, observed) < IDLE_PERCENT ? idleDeparture : 0);
}

/** Gauges in percent of what a machine has: noise of at least 2 % of the value. */
export const GAUGE_SCALE: ValueScale = {
  trailingWindows: 60,
  toScale: (value) => value,
  fromScale: (scaled) => scaled,
  floor: (expected, observed) => 0.02 * Math.max(Math.abs(expected), Math.abs(observed)),
  smallestDeparture: gaugeDeparture(LASTING_IDLE_DEPARTURE),
  suddenDeparture: gaugeDeparture(SUDDEN_IDLE_DEPARTURE),
  clip: 8,
  correlation: 0.6,
  isTwoSided: true,
};
