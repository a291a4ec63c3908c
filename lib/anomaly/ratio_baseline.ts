/**
 * What is expected of a ratio of failures or retries to requests.
 *
 * The past is two sums that forget with a half-life of six hours of windows: failures and requests. Their quotient is
 * the expected ratio, and the failures, with half a failure that was not seen (Jeffreys' prior), are what the forecast
 * is worth: 3 failures of 7 requests surprise, 1 of 3 does not. Fewer than three failures together are never flagged.
 * Only more failures than expected count; fewer wake nobody. Reference: Jeffreys, "Theory of Probability", 3.10; SRE
 * workbook, chapter 5, on low traffic.
 *
 * @module
 */
import { BAND_DEVIATIONS, type Baseline, type Judgement, SMALLEST_EFFECT, WARM_UP } from "./baseline.ts";
import type { Point } from "./detector.ts";
import { ResidualNoise } from "./residual_noise.ts";
import { SpanEvidence, strongestSurprise } from "./span_evidence.ts";
import { countSurprise } from "./surprise.ts";

const HALF_LIFE_WINDOWS = 360;
const DECAY = 2 ** (-1 / HALF_LIFE_WINDOWS);
const PRIOR_FAILURES = 0.5;
/** Relative standard deviation of a ratio that was measured on endless requests. */
const DRIFT_DEVIATION = 0.1;
const SMALLEST_EVENTS = 3;
const CLIP = 3;

/** Expects ratios of a series whose points tell how many requests are behind them. */
export class RatioBaseline implements Baseline {
  readonly #noise = new ResidualNoise();
  readonly #evidence = new SpanEvidence();
  #failures = PRIOR_FAILURES;
  #requests = 0;
  #seen = 0;

  judge({ value, sampleCount }: Point): Judgement | null {
    if (this.#seen < WARM_UP || value === null || sampleCount === 0) return null;
    const ratio = this.#failures / this.#requests;
    const mean = ratio * sampleCount;
    const size = this.#size();
    const distance = countSurprise(value * sampleCount, mean, size);
    this.#evidence.push(value * sampleCount, mean);
    const deviation = Math.sqrt((mean + (mean * mean) / size) * this.#noise.inflation(1, 1)) / sampleCount;
    return {
      expected: ratio,
      lower: Math.max(0, ratio - BAND_DEVIATIONS * deviation),
      upper: ratio + BAND_DEVIATIONS * deviation,
      surprise: value > ratio ? strongestSurprise(1, (span) => this.#surprise(span, size)) : 0,
      residual: distance / Math.sqrt(this.#noise.inflation(1, distance)),
    };
  }

  learn({ value, sampleCount }: Point, isDeparture: boolean): void {
    if (value === null || sampleCount === 0 || isDeparture) return;
    const failures = this.#accept(value * sampleCount, sampleCount);
    this.#failures = (this.#failures - PRIOR_FAILURES) * DECAY + PRIOR_FAILURES + failures;
    this.#requests = this.#requests * DECAY + sampleCount;
    this.#seen++;
  }

  restart(): void {
    this.#failures = PRIOR_FAILURES;
    this.#requests = 0;
    this.#seen = 0;
    this.#evidence.clear();
  }

  #size(): number {
    return 1 / (DRIFT_DEVIATION ** 2 + this.#noise.inflation(1, 1) / this.#failures);
  }

  #surprise(span: number, size: number): number {
    const observed = this.#evidence.observed(span);
    const expected = this.#evidence.expected(span);
    if (observed < SMALLEST_EVENTS || observed < expected * (1 + SMALLEST_EFFECT)) return 0;
    return countSurprise(observed, expected, size) / Math.sqrt(this.#noise.inflation(span, 1));
  }

  #accept(failures: number, requests: number): number {
    if (this.#seen < WARM_UP) return failures;
    const mean = (this.#failures / this.#requests) * requests;
    this.#noise.learn(countSurprise(failures, mean, this.#size()));
    return Math.min(failures, mean + CLIP * Math.sqrt(mean * this.#noise.inflation(1, 1)) + 1);
  }
}
