/**
 * What is expected of a latency or a gauge, whose noise no law tells: median and MAD of the last windows, on a
 * logarithmic scale for latencies, after what is usual for the time is taken off.
 *
 * A quantile of n requests has a variance of about c / n, so a window with fewer requests than usual may lie farther
 * off before it surprises. A single window is never enough and counts for a few deviations at most, because the tails of
 * quantiles of few requests are heavy. The surprise of k windows is sum(z) / sqrt(k + k^2 u), u being the variance of
 * what is expected: pi / (2 n) for the median of n windows. Reference: Serfling, "Approximation Theorems of Mathematical
 * Statistics", 1980, 2.3 (variance of sample quantiles).
 *
 * @module
 */
import { BAND_DEVIATIONS, type Baseline, type Judgement, WARM_UP } from "./baseline.ts";
import type { Point } from "./detector.ts";
import { OrderedWindow } from "./ordered_window.ts";
import { ResidualNoise } from "./residual_noise.ts";
import { SpanEvidence, strongestSurprise } from "./span_evidence.ts";
import type { ValueScale } from "./value_scale.ts";
import { type Usual, WeeklySeason } from "./weekly_season.ts";

/** Deviations by which a window may at most move what is learnt. */
const LEARNT_DEVIATIONS = 3;
/** Surprise from which on windows no longer teach how noisy the series is. */
const SUSPICION = 3;
/** Surprise from which on a window may belong to an incident, even where its effect is still small. */
const DOUBT = 5;
/** Of so many windows that may belong to an incident one is learnt, so that a lasting change becomes usual in the end. */
const DOUBTFUL_PER_LEARNT = 3;
const SAMPLE_MEMORY = 60;
/** Windows in a row after which a departure lasts. */
const LASTING_WINDOWS = 15;

/** What a window was expected to be, on the scale, and how far it was off, in deviations. */
interface Forecast {
  readonly expected: number;
  readonly deviation: number;
  readonly residual: number;
  readonly surprise: number;
}

/** Expects values on the given scale. */
export class ValueBaseline implements Baseline {
  readonly #scale: ValueScale;
  readonly #season = new WeeklySeason();
  readonly #recent: OrderedWindow;
  readonly #deseasoned: OrderedWindow;
  readonly #noise: ResidualNoise;
  readonly #evidence = new SpanEvidence();
  #typicalSamples = 0;
  #usual: Usual | null = null;
  #forecast: Forecast | null = null;
  #doubtful = 0;
  #departedWindows = 0;

  constructor(scale: ValueScale) {
    this.#scale = scale;
    this.#noise = new ResidualNoise(scale.correlation);
    this.#recent = new OrderedWindow(scale.trailingWindows);
    this.#deseasoned = new OrderedWindow(scale.trailingWindows);
  }

  judge({ at, value, sampleCount }: Point): Judgement | null {
    this.#forecast = null;
    this.#usual = this.#season.usualAt(at);
    const usual = this.#deseasoned.length >= WARM_UP ? this.#usual : null;
    const window = usual === null ? this.#recent : this.#deseasoned;
    if (value === null || window.length < WARM_UP) return null;
    const observed = this.#scale.toScale(value);
    const centre = window.median();
    const expected = centre + (usual?.value ?? 0);
    const deviation = this.#deviation(window.spread(centre), expected, observed, sampleCount);
    const residual = deviation > 0 ? (observed - expected) / deviation : 0;
    this.#evidence.push(Math.min(this.#scale.clip, Math.max(-this.#scale.clip, residual)), 1);
    const surprise = this.#surprise(residual, Math.PI / (2 * window.length) + (usual === null ? 0 : 1 / usual.windows));
    this.#forecast = { expected, deviation, residual, surprise };
    return this.#judgement(value, this.#forecast);
  }

  learn({ at, value, sampleCount }: Point, isDeparture: boolean): void {
    if (value === null) return;
    this.#season.learn(at, this.#scale.toScale(value));
    if (this.#isDoubtful(isDeparture)) return;
    const learnt = this.#accept(this.#scale.toScale(value));
    this.#typicalSamples += (sampleCount - this.#typicalSamples) / Math.min(this.#recent.length + 1, SAMPLE_MEMORY);
    this.#recent.push(learnt);
    if (this.#usual === null) this.#deseasoned.clear();
    else this.#deseasoned.push(learnt - this.#usual.value);
  }

  restart(): void {
    this.#recent.clear();
    this.#deseasoned.clear();
    this.#evidence.clear();
  }

  #judgement(value: number, { expected, deviation, residual, surprise }: Forecast): Judgement {
    const { fromScale } = this.#scale;
    const reachBelow = BAND_DEVIATIONS * deviation * Math.sqrt(this.#noise.inflation(1, -1));
    const reachAbove = BAND_DEVIATIONS * deviation * Math.sqrt(this.#noise.inflation(1, 1));
    return {
      expected: fromScale(expected),
      lower: fromScale(expected - reachBelow),
      upper: fromScale(expected + reachAbove),
      surprise: this.#matters(value, fromScale(expected)) ? surprise : 0,
      residual: residual / Math.sqrt(this.#noise.inflation(1, residual)),
    };
  }

  /** Clips what is learnt, and learns no noise from what may be the slow beginning of an incident. */
  #accept(observed: number): number {
    if (this.#forecast === null) return observed;
    const { expected, deviation, residual, surprise } = this.#forecast;
    if (Math.abs(surprise) < SUSPICION) this.#noise.learn(residual);
    const reach = LEARNT_DEVIATIONS * deviation;
    return Math.min(expected + reach, Math.max(expected - reach, observed));
  }

  /** Tells whether to leave a window out: most of those that depart, or are about to, but not all. */
  #isDoubtful(isDeparture: boolean): boolean {
    const isInDoubt = isDeparture || Math.abs(this.#forecast?.surprise ?? 0) >= DOUBT;
    return isInDoubt && ++this.#doubtful % DOUBTFUL_PER_LEARNT !== 0;
  }

  #deviation(spread: number, expected: number, observed: number, sampleCount: number): number {
    const floor = this.#scale.floor(expected, observed);
    return Math.max(spread, floor) * Math.sqrt(Math.max(1, this.#typicalSamples / Math.max(1, sampleCount)));
  }

  #matters(observed: number, expected: number): boolean {
    if (observed < expected && !this.#scale.isTwoSided) return false;
    const { smallestDeparture, suddenDeparture } = this.#scale;
    const departure = Math.abs(observed - expected);
    this.#departedWindows = departure >= smallestDeparture(expected, observed) ? this.#departedWindows + 1 : 0;
    if (departure >= suddenDeparture(expected, observed)) return true;
    return this.#departedWindows >= LASTING_WINDOWS;
  }

  /** @param uncertainty variance of the expected value, that of a window being 1 */
  #surprise(residual: number, uncertainty: number): number {
    return strongestSurprise(Math.sign(residual), (span) => {
      if (span === 1) return 0;
      const count = this.#evidence.expected(span);
      const variance = (count + count * count * uncertainty) * this.#noise.inflation(span, residual);
      return this.#evidence.observed(span) / Math.sqrt(variance);
    });
  }
}
