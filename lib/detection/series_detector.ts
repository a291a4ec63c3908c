/**
 * Scores one series as it comes, from its past alone, in a state of fixed size.
 *
 * Two questions are asked of every value. How surprising is it: how many deviations is it off the recent level and off its usual day, and
 * how rare is that in this series (`pValue`)? And how new is it: does it, or any other view of the series, leave the range
 * of all that was seen? The first finds what is extreme and comes back from time to time, the second what has
 * never been; an alert (`anomalyScore`) is the larger of both, held back while an incident goes on.
 *
 * Surprise works at the resolution of the series. Novelty works at five minutes where the series is sampled finer, and counts in proportion:
 * records of single short samples are many and say little.
 *
 * @module
 */
import { MovingAverage } from "./moving_average.ts";
import { Novelty } from "./novelty.ts";
import { PARAMETERS, type Parameters } from "./parameters.ts";
import { RepeatGate } from "./repeat_gate.ts";
import { SamplingInterval } from "./sampling_interval.ts";
import { DAY, SeasonalProfile } from "./seasonal_profile.ts";
import { Surprise } from "./surprise.ts";
import { Views } from "./views.ts";

/**
 * The detector of one series.
 *
 * A value that is no finite number, as of a missing measurement, has the score 0 and the p-value 1 and teaches nothing; a gap
 * only moves the clock. The order of arrival is the order of the series: a value whose moment is unknown or not after the last is
 * scored like any other.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { SeriesDetector } from "./series_detector.ts";
 *
 * const detector = new SeriesDetector();
 * for (let minute = 0; minute < 500; minute++) detector.push(minute * 60_000, 100 + minute % 7);
 * assert(detector.anomalyScore < 0.1);
 * detector.push(500 * 60_000, 900);
 * assert(detector.anomalyScore > 0.4 && detector.pValue < 1e-4);
 * ```
 */
export class SeriesDetector {
  readonly #parameters: Parameters;
  readonly #interval = new SamplingInterval();
  readonly #day = new SeasonalProfile(DAY);
  readonly #surprise: Surprise;
  readonly #smooth = new MovingAverage(1);
  readonly #views: Views;
  readonly #novelty: Novelty;
  readonly #noveltyGate: RepeatGate;
  readonly #surpriseGate: RepeatGate;
  #count = 0;
  #pValue = 1;
  #anomalyScore = 0;

  constructor(parameters: Parameters = PARAMETERS) {
    this.#parameters = parameters;
    this.#surprise = new Surprise(parameters.surprise, this.#day);
    this.#views = new Views(parameters.views, this.#day);
    this.#novelty = new Novelty(parameters.novelty);
    this.#noveltyGate = new RepeatGate(parameters.noveltyGate);
    this.#surpriseGate = new RepeatGate(parameters.surpriseGate);
  }

  /** Probability of a deviation as large as that of the last value, from the series' past; above 0, up to 1. */
  get pValue(): number {
    return this.#pValue;
  }

  /** How much the last value calls for an alert, 0..1: high at the onset of an incident, low while it goes on. */
  get anomalyScore(): number {
    return this.#anomalyScore;
  }

  /** Takes the next value. @param at its moment in ms since 1970, NaN where unknown */
  push(at: number, value: number): void {
    this.#pValue = 1;
    this.#anomalyScore = 0;
    if (!Number.isFinite(value)) return;
    this.#interval.learn(at);
    const pace = this.#pace();
    const surprise = this.#judgeSurprise(at, value);
    this.#views.take(at, this.#smooth.learn(value, pace), this.#surprise, pace);
    this.#surprise.learn(value);
    const novelty = pace * this.#novelty.judge(this.#views, pace);
    const alert = Math.max(this.#noveltyGate.admit(novelty, pace), this.#surpriseAlert(surprise, pace));
    if (++this.#count > this.#parameters.warmUp) this.#anomalyScore = alert / (alert + this.#parameters.half);
  }

  /** Gates the strength of a surprise, which knows no bounds, before it is brought into those of novelty. */
  #surpriseAlert(strength: number, pace: number): number {
    const admitted = this.#surpriseGate.admit(strength, pace);
    return this.#parameters.surpriseWeight * admitted / (1 + admitted);
  }

  /** Share of a step of novelty's resolution that a value is worth. */
  #pace(): number {
    const { ms } = this.#interval;
    return Number.isNaN(ms) ? 1 : Math.min(1, ms / this.#parameters.resolutionMs);
  }

  #judgeSurprise(at: number, value: number): number {
    if (this.#count < this.#parameters.warmUp) {
      this.#surprise.begin(value);
      return 0;
    }
    const surprise = this.#surprise.judge(at, value);
    this.#pValue = this.#surprise.pValue;
    return surprise;
  }
}
