/**
 * Scores one series as it comes, from its past alone, in a state of fixed size.
 *
 * Two questions are asked of every value. How surprising is it: how many deviations is it off the recent level, and how rare is that in
 * this series (`pValue`)? And how new is it: does it, or any other view of the series, leave the range of all that
 * was seen? The first finds what is extreme for its time of day and comes back from time to time, the second what has
 * never been; an alert (`anomalyScore`) is the larger of both, held back while an incident goes on.
 *
 * Surprise works at the resolution of the series. Novelty works at five minutes where the series is sampled finer, for records of single
 * short samples are many and say little.
 *
 * @module
 */
import { ClippedLevel } from "./clipped_level.ts";
import { MovingAverage } from "./moving_average.ts";
import { NoveltyRange } from "./novelty_range.ts";
import { PARAMETERS, type Parameters } from "./parameters.ts";
import { RepeatGate } from "./repeat_gate.ts";
import { SamplingInterval } from "./sampling_interval.ts";
import { TailHistogram } from "./tail_histogram.ts";
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
 * assert(detector.anomalyScore > 0.5 && detector.pValue < 1e-4);
 * ```
 */
export class SeriesDetector {
  readonly #parameters: Parameters;
  readonly #interval = new SamplingInterval();
  readonly #recent: ClippedLevel;
  readonly #tail: TailHistogram;
  readonly #smooth = new MovingAverage(1);
  readonly #views: Views;
  readonly #ranges: readonly NoveltyRange[];
  readonly #noveltyGate: RepeatGate;
  readonly #surpriseGate: RepeatGate;
  readonly #surprise = { z: 0, deviation: 0 };
  #count = 0;
  #pValue = 1;
  #anomalyScore = 0;

  constructor(parameters: Parameters = PARAMETERS) {
    const { surpriseRates, tailMemory, viewWeights, novelty, noveltyGate, surpriseGate } = parameters;
    this.#parameters = parameters;
    this.#recent = new ClippedLevel(surpriseRates.level, surpriseRates.variance);
    this.#tail = new TailHistogram(tailMemory);
    this.#views = new Views(parameters);
    this.#ranges = viewWeights.map(() => new NoveltyRange(novelty));
    this.#noveltyGate = new RepeatGate(noveltyGate.memory, noveltyGate.escalation);
    this.#surpriseGate = new RepeatGate(surpriseGate.memory, surpriseGate.escalation);
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
    const surprise = this.#surpriseOf(value);
    const novelty = this.#noveltyOf(at, value);
    this.#recent.learn(value);
    if (++this.#count <= this.#parameters.warmUp) return;
    const alert = Math.max(this.#noveltyGate.excess(novelty, this.#pace()), this.#surpriseGate.admit(surprise));
    this.#anomalyScore = alert / (alert + this.#parameters.half);
  }

  /** Share of a step of novelty's resolution that a value is worth. */
  #pace(): number {
    const { ms } = this.#interval;
    return Number.isNaN(ms) ? 1 : Math.min(1, ms / this.#parameters.resolutionMs);
  }

  #surpriseOf(value: number): number {
    const { weight, half, power } = this.#parameters.surprise;
    this.#surprise.z = this.#recent.standardize(value);
    this.#surprise.deviation = this.#recent.deviation;
    if (this.#count < this.#parameters.warmUp) return 0;
    const size = Math.abs(this.#surprise.z);
    this.#pValue = this.#tail.probability(size);
    const rarity = this.#tail.rarity(size);
    this.#tail.learn(size);
    const raised = Math.pow(Math.log1p(size) * rarity / half, power);
    return weight * raised / (1 + raised);
  }

  #noveltyOf(at: number, value: number): number {
    const pace = this.#pace();
    this.#views.take(at, this.#smooth.learn(value, pace), this.#surprise, pace);
    let sum = 0;
    for (let view = 0; view < this.#ranges.length; view++) {
      sum += this.#parameters.viewWeights[view]! * this.#ranges[view]!.judge(this.#views.values[view]!, pace);
    }
    return sum;
  }
}
