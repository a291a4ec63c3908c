/** What a series was some steps ago. @module */

/** Remembers the last values of one series, a step apart. */
export class LaggedValue {
  readonly #past: Float64Array;
  #oldest = 0;
  #sinceStep = 0;

  /** @param lag steps, 1 or more */
  constructor(lag: number) {
    this.#past = new Float64Array(lag).fill(NaN);
  }

  /**
   * Takes a value and returns the one that was so many steps before; NaN until there is one.
   *
   * @param pace share of a step that has passed since the last value, up to 1
   *
   * @example
   * ```ts
   * import { assertEquals } from "@std/assert";
   * const lagged = new LaggedValue(2);
   * assertEquals([5, 6, 7, 8].map((value) => lagged.learn(value)), [NaN, NaN, 5, 6]);
   * ```
   */
  learn(value: number, pace = 1): number {
    const past = this.#past[this.#oldest]!;
    this.#sinceStep += pace;
    if (this.#sinceStep < 1) return past;
    this.#sinceStep -= 1;
    this.#past[this.#oldest] = value;
    this.#oldest = (this.#oldest + 1) % this.#past.length;
    return past;
  }
}
