/** What a detector sees and says. The rest of the flow knows detectors by this interface alone. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";

/** What kind of number a metric is, which decides what may be expected of its noise. */
export type MetricKind = "count" | "ratio" | "latency" | "gauge";

/** One window of a series. */
export interface Point {
  /** Start of the window, ms since 1970. */
  readonly at: number;
  /** The metric's value; null where the window has none (no request had a duration). */
  readonly value: number | null;
  /** How many requests are behind the value; a ratio of 1/3 is not a ratio of 100/300. 1 for gauges. */
  readonly sampleCount: number;
}

/** A metric of one scope over time: points in ascending order, at most one a window, gaps allowed; of a count a gap is zero. */
export interface Series {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  readonly metric: string;
  readonly kind: MetricKind;
  /** Length of a window in ms. */
  readonly windowMs: number;
  readonly points: readonly Point[];
}

/** A window that departs from what was expected. */
export interface Departure {
  readonly at: number;
  readonly observed: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** 0..100: 100 x (1 - tail probability). */
  readonly score: number;
  readonly direction: "high" | "low";
}

/** What a detector finds in a series. */
export interface Detection {
  readonly departures: readonly Departure[];
  /** How far each point of the series lies off by itself, in standard deviations; NaN where nothing could be expected. */
  readonly residuals: Float32Array;
}

/** Finds the windows of a series that its own past did not lead us to expect. */
export interface Detector {
  readonly name: string;
  /** How it works, in one line for reports. */
  readonly describe: string;
  /**
   * Reads past points only: what is said of a window never changes when later windows arrive.
   *
   * @param series of a count its gaps filled, as `fillGaps` does
   */
  detect(series: Series): Detection;
}
