/** One alert an incident: what follows a peak is let through only where it clearly rises above it. @module */

/** How what follows a peak is held back. */
export interface GateSettings {
  /** Values for which a peak stands before it begins to fade. */
  readonly hold: number;
  /** Values in which a fading peak falls to 1 / e. */
  readonly memory: number;
  /** Factor by which a score must exceed the peak to pass. */
  readonly escalation: number;
  /** Share of the peak that is taken off a score that passes. */
  readonly deduction: number;
}

/** Remembers the last peak of a score, fading. */
export class RepeatGate {
  readonly #settings: GateSettings;
  #peak = 0;
  #age = 0;

  constructor(settings: GateSettings) {
    this.#settings = settings;
  }

  /** Returns what a score is worth: 0 where it does not pass. @param pace share of the memory's rate that it is worth, 0..1 */
  admit(score: number, pace: number): number {
    const { escalation, deduction } = this.#settings;
    const peak = this.#fade(pace);
    if (score >= peak) {
      this.#peak = score;
      this.#age = 0;
    }
    return score > peak * escalation ? score - deduction * peak : 0;
  }

  #fade(pace: number): number {
    const { hold, memory } = this.#settings;
    this.#age += pace;
    if (this.#age > hold) this.#peak *= Math.exp(-pace / memory);
    return this.#peak;
  }
}
