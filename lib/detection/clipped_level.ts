/**
 * Level and deviation of a series, exponentially weighted, that an incident cannot teach: a value moves them by at most
 * {@linkcode CLIP} deviations, however far it is off. The first 1 / rate values are averaged with equal weight.
 *
 * Reference: Gelper, Fried and Croux, "Robust forecasting with exponential and Holt-Winters smoothing", 2010.
 *
 * @module
 */

const CLIP = 4;
/** Values before any is clipped. */
const WARM_UP = 30;
/** Smallest deviation as a share of the level: less is rounding. */
const ROUNDING = 1e-9;

/** The level and deviation of one series. */
export class ClippedLevel {
  readonly #levelRate: number;
  readonly #varianceRate: number;
  #count = 0;
  #level = 0;
  #variance = 0;

  /** @param varianceRate weight of a new value, 0..1; slower than that of the level, or the deviation follows its noise */
  constructor(levelRate: number, varianceRate: number) {
    this.#levelRate = levelRate;
    this.#varianceRate = varianceRate;
  }

  /** The level, 0 before the first value. */
  get level(): number {
    return this.#level;
  }

  /** The standard deviation, 0 where all values were equal. */
  get deviation(): number {
    return Math.sqrt(this.#variance);
  }

  /** Tells how many deviations a value is off, in a constant series how many roundings; 0 where it is neither. */
  standardize(value: number): number {
    const unit = Math.max(this.deviation, ROUNDING * Math.abs(this.#level));
    return unit > 0 ? (value - this.#level) / unit : 0;
  }

  /** @param pace share of the rates that the value is worth, 0..1 */
  learn(value: number, pace = 1): void {
    this.#count++;
    if (this.#count === 1) this.#level = value;
    const reach = CLIP * this.deviation;
    const error = value - this.#level;
    const clipped = this.#count > WARM_UP && reach > 0 ? Math.max(-reach, Math.min(reach, error)) : error;
    this.#level += Math.max(this.#levelRate * pace, 1 / this.#count) * clipped;
    this.#variance += Math.max(this.#varianceRate * pace, 1 / this.#count) * (clipped * clipped - this.#variance);
  }
}
