/**
 * How new a value is to a series: how far it lies outside of all that was seen, measured by the series' own habit of
 * setting records.
 *
 * The range of what was seen shrinks slowly towards the level, so that old extremes are forgotten. A value outside by e
 * has the novelty e / (e + m), the margin m being a share of the range plus the usual excess of past records: a series
 * that keeps setting records by little needs a large one to be new. What lies within has novelty 0. Records of
 * a stationary series come ever more rarely (the n-th value is one with probability 1 / n), whatever its distribution.
 *
 * @module
 */

/** What all ranges of a detector share. */
export interface NoveltySettings {
  /** Share of its distance to the level that a bound loses per value. */
  readonly decay: number;
  /** Weight of a new value in the level that the bounds shrink to. */
  readonly levelRate: number;
  /** Share of the range that a value must exceed it by for a novelty of a half, before records add to it. */
  readonly margin: number;
  /** Weight of a new record in the usual excess. */
  readonly excessRate: number;
  /** Least share of the last record's excess that the usual excess is. */
  readonly excessFloor: number;
}

/** The range of one view of a series. */
export class NoveltyRange {
  readonly #settings: NoveltySettings;
  #upper = NaN;
  #lower = NaN;
  #level = 0;
  #usualExcess = 0;
  #count = 0;

  constructor(settings: NoveltySettings) {
    this.#settings = settings;
  }

  /**
   * Tells how new the next value is, 0..1, and widens the range by it.
   *
   * @param pace share of the rates that the value is worth, 0..1
   */
  judge(value: number, pace: number): number {
    if (++this.#count <= 2) {
      this.#begin(value);
      return 0;
    }
    const excess = Math.max(value - this.#upper, this.#lower - value);
    const novelty = excess > 0 ? this.#record(value, excess) : 0;
    this.#shrink(value, pace);
    return novelty;
  }

  #begin(value: number): void {
    this.#upper = this.#count === 1 ? value : Math.max(this.#upper, value);
    this.#lower = this.#count === 1 ? value : Math.min(this.#lower, value);
    this.#level = value;
  }

  #record(value: number, excess: number): number {
    const { margin, excessRate, excessFloor } = this.#settings;
    const novelty = excess / (excess + margin * (this.#upper - this.#lower) + this.#usualExcess);
    this.#usualExcess = Math.max(
      this.#usualExcess + excessRate * (excess - this.#usualExcess),
      excessFloor * excess,
    );
    if (value > this.#upper) this.#upper = value;
    else this.#lower = value;
    return novelty;
  }

  #shrink(value: number, pace: number): void {
    const { decay, levelRate } = this.#settings;
    this.#level += Math.max(levelRate * pace, 1 / this.#count) * (value - this.#level);
    this.#upper -= decay * pace * (this.#upper - this.#level);
    this.#lower += decay * pace * (this.#level - this.#lower);
    this.#usualExcess *= 1 - decay * pace;
  }
}
