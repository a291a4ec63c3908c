/**
 * How new a value is to a series: how far it lies outside of all that was seen, measured by the series' own habit of
 * setting records.
 *
 * The range of what was seen shrinks slowly towards the level, so that old extremes are forgotten. A value outside by e
 * has the novelty e / (e + m), the margin m being a share of the range plus the usual excess of past records on that side: a series
 * that keeps setting records by little needs a large one to be new. What lies within has novelty 0. Records of
 * a stationary series come ever more rarely (the n-th value is one with probability 1 / n), whatever its distribution; as early
 * ones are common, the margin begins wide and narrows with 1 / sqrt(n).
 *
 * Reference for records: Rényi, "Théorie des éléments saillants d'une suite d'observations", 1962.
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
  /** The same share of the range at the first value, which falls with the square root of their number. */
  readonly earlyMargin: number;
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
  #usualAbove = 0;
  #usualBelow = 0;
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
    const above = value - this.#upper;
    const below = this.#lower - value;
    const excess = Math.max(above, below);
    let novelty = 0;
    if (excess > 0) {
      const usual = above > 0 ? this.#usualAbove : this.#usualBelow;
      novelty = excess / (excess + this.#margin(pace) + usual);
      this.#widen(value, excess, usual);
    }
    this.#shrink(value, pace);
    return novelty;
  }

  #begin(value: number): void {
    this.#upper = this.#count === 1 ? value : Math.max(this.#upper, value);
    this.#lower = this.#count === 1 ? value : Math.min(this.#lower, value);
    this.#level = value;
  }

  #margin(pace: number): number {
    const { margin, earlyMargin } = this.#settings;
    return (margin + earlyMargin / Math.sqrt(this.#count * pace + 1)) * (this.#upper - this.#lower);
  }

  #widen(value: number, excess: number, usual: number): void {
    const { excessRate, excessFloor } = this.#settings;
    const learnt = Math.max(usual + excessRate * (excess - usual), excessFloor * excess);
    if (value > this.#upper) {
      this.#usualAbove = learnt;
      this.#upper = value;
    } else {
      this.#usualBelow = learnt;
      this.#lower = value;
    }
  }

  #shrink(value: number, pace: number): void {
    const { levelRate } = this.#settings;
    const decay = this.#settings.decay * pace;
    this.#level += Math.max(levelRate * pace, 1 / this.#count) * (value - this.#level);
    this.#upper -= decay * (this.#upper - this.#level);
    this.#lower += decay * (this.#level - this.#lower);
    this.#usualAbove *= 1 - decay;
    this.#usualBelow *= 1 - decay;
  }
}
