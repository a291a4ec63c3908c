/** The time between the values of a series, learnt as they come. @module */

/** Largest change of the estimate by one value, as a share. */
const STEP = 0.05;

/** Follows the usual interval of a series: a gap or a burst moves it by a few percent at most. */
export class SamplingInterval {
  #lastAt = NaN;
  #ms = NaN;

  /** The usual interval in ms, NaN before there were two moments. */
  get ms(): number {
    return this.#ms;
  }

  /** Takes the moment of the next value, ms since 1970; one that is unknown or not after the last tells nothing. */
  learn(at: number): void {
    const interval = at - this.#lastAt;
    if (Number.isNaN(this.#lastAt) || interval > 0) this.#lastAt = Number.isNaN(at) ? this.#lastAt : at;
    if (!(interval > 0)) return;
    const change = Number.isNaN(this.#ms) ? Infinity : (interval - this.#ms) / this.#ms;
    this.#ms = change === Infinity ? interval : this.#ms * (1 + Math.max(-STEP, Math.min(STEP, change)));
  }
}
