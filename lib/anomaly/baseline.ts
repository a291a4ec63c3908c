/** What the past of a series leads us to expect of its next window. One implementation a kind of metric. @module */
import type { Point } from "./detector.ts";

/** Standard deviations on either side of the expected value that the band of a chart spans: 99 % of calm windows. */
export const BAND_DEVIATIONS = 2.576;

/** Windows that a baseline must have seen before it judges. */
export const WARM_UP = 30;

/** Smallest relative departure that matters, however certain it is: 20 %. */
export const SMALLEST_EFFECT = 0.2;

/** What a baseline says of a window. */
export interface Judgement {
  /** In the unit of the metric, as are `lower` and `upper`. */
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** Surprise of the span of windows that departs most, in standard deviations; 0 where no span matters. */
  readonly surprise: number;
  /** How far this window alone lies off, in standard deviations of the series' own noise, however small the effect. */
  readonly residual: number;
}

/** The memory of one series. Windows come in ascending order, each judged before it is learnt. */
export interface Baseline {
  /** Judges a window by the windows before it; null where it has no value or too little was seen. */
  judge(point: Point): Judgement | null;
  /**
   * Learns the window that was judged last.
   *
   * @param isDeparture whether it belongs to an incident, which must not become what is usual
   */
  learn(point: Point, isDeparture: boolean): void;
  /** Forgets the level, keeps the shape of days and weeks: what follows is the new normal. */
  restart(): void;
}
