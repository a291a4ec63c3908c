/** An exponentially weighted average of a series. @module */

/** The average of one series; its first 1 / rate values count equally, so that it has no start-up bias. */
export class MovingAverage {
  readonly #rate: number;
  #count = 0;
  #value = 0;

  /** @param rate weight of a new value, above 0 and up to 1 */
  constructor(rate: number) {
    this.#rate = rate;
  }

  /** The average, 0 before the first value. */
  get value(): number {
    return this.#value;
  }

  /** Takes a value at a share of the rate, and returns the new average. */
  learn(value: number, pace = 1): number {
    this.#count++;
    return this.#value += Math.max(Math.min(1, this.#rate * pace), 1 / this.#count) * (value - this.#value);
  }
}
