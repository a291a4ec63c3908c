/** One alert an incident: what follows a peak is let through only where it clearly rises above it. @module */

/** Remembers the last peak of a score, fading. */
export class RepeatGate {
  readonly #memory: number;
  readonly #escalation: number;
  #peak = 0;

  /**
   * @param memory values after which a peak has faded to 1 / e
   * @param escalation factor by which a score must exceed the faded peak to pass
   */
  constructor(memory: number, escalation: number) {
    this.#memory = memory;
    this.#escalation = escalation;
  }

  /** Returns the score where it passes, else 0. @param pace share of the memory's rate that the value is worth, 0..1 */
  admit(score: number, pace = 1): number {
    const peak = this.#fadedPeak(score, pace);
    return score > peak * this.#escalation ? score : 0;
  }

  /** Returns the part of the score above the faded peak where it passes, else 0. */
  excess(score: number, pace = 1): number {
    const peak = this.#fadedPeak(score, pace);
    return score > peak * this.#escalation ? score - peak : 0;
  }

  #fadedPeak(score: number, pace: number): number {
    const faded = this.#peak * Math.exp(-pace / this.#memory);
    this.#peak = Math.max(faded, score);
    return faded;
  }
}
