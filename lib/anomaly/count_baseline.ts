/**
 * What is expected of a count of events a window: requests, failed health checks.
 *
 * The level is the mean of the last 90 windows, each divided by what is usual for its time; while that is not
 * known, the line through them. The forecast is worth a number of past events (`size`), and the count is judged by
 * `countSurprise`: variance is never below the expected count, whatever a short calm suggests. What is learnt is
 * clipped at three standard deviations, and at a fifth of the level while an incident lasts.
 *
 * @module
 */
import { BAND_DEVIATIONS, type Baseline, type Judgement, SMALLEST_EFFECT, WARM_UP } from "./baseline.ts";
import type { Point } from "./detector.ts";
import { ResidualNoise } from "./residual_noise.ts";
import { SpanEvidence, strongestSurprise } from "./span_evidence.ts";
import { countSurprise } from "./surprise.ts";
import { TrailingLine } from "./trailing_line.ts";
import { type Usual, WeeklySeason } from "./weekly_season.ts";

const TRAILING_WINDOWS = 90;
/** Relative standard deviation of a forecast that had endless events: shapes of days differ that much. */
const SHAPE_DEVIATION = 0.05;
/** Steepest change of level that a trend may claim, a share of the level an hour. */
const STEEPEST_PER_HOUR = 0.3;
/** Fewest usual events of a window, so that a silent quarter can be divided by. */
const SMALLEST_USUAL = 0.02;
const SMALLEST_EVENTS = 3;
const CLIP = 3;
/** Share of the expected level by which a departure may move what is learnt, so that none holds on for ever. */
const YIELD = 0.2;
const HOUR_MS = 3_600_000;

/** A forecast of events: its mean and how many past events it is worth. */
interface Forecast {
  readonly mean: number;
  readonly size: number;
}

/** Expects counts of a series whose windows are `windowMs` long. */
export class CountBaseline implements Baseline {
  readonly #season = new WeeklySeason();
  readonly #recent = new TrailingLine(TRAILING_WINDOWS);
  readonly #deseasoned = new TrailingLine(TRAILING_WINDOWS);
  readonly #noise = new ResidualNoise();
  readonly #evidence = new SpanEvidence();
  readonly #steepest: number;
  #forecast: Forecast | null = null;
  #usual: Usual | null = null;

  /** @param windowMs length of a window in ms */
  constructor(windowMs: number) {
    this.#steepest = (STEEPEST_PER_HOUR * windowMs) / HOUR_MS;
  }

  judge({ at, value }: Point): Judgement | null {
    this.#usual = this.#season.usualAt(at);
    this.#forecast = this.#expect();
    if (this.#forecast === null || value === null) return null;
    const { mean, size } = this.#forecast;
    const distance = countSurprise(value, mean, size);
    this.#evidence.push(value, mean);
    return {
      expected: mean,
      lower: Math.max(0, mean - BAND_DEVIATIONS * this.#deviation(this.#forecast, -1)),
      upper: mean + BAND_DEVIATIONS * this.#deviation(this.#forecast, 1),
      surprise: strongestSurprise(Math.sign(value - mean), (span) => this.#surprise(span, size)),
      residual: distance / Math.sqrt(this.#noise.inflation(1, distance)),
    };
  }

  learn({ at, value }: Point, isDeparture: boolean): void {
    const learnt = this.#accept(value ?? 0, isDeparture);
    this.#season.learn(at, value ?? 0);
    this.#recent.push(learnt);
    if (this.#usual === null) this.#deseasoned.clear();
    else this.#deseasoned.push(learnt / divisorOf(this.#usual));
  }

  restart(): void {
    this.#recent.clear();
    this.#deseasoned.clear();
    this.#evidence.clear();
  }

  #expect(): Forecast | null {
    if (this.#usual !== null && this.#deseasoned.length >= WARM_UP) return this.#expectUsual(this.#usual);
    return this.#recent.length < WARM_UP ? null : this.#expectTrend();
  }

  /** Forecasts what is usual now, times how the last windows compare with what was usual for them. */
  #expectUsual(usual: Usual): Forecast {
    const divisor = divisorOf(usual);
    const mean = levelOf(this.#deseasoned, divisor) * divisor;
    return this.#forecastOf(mean, 1 / (mean * this.#deseasoned.length) + 1 / (divisor * usual.windows));
  }

  /** Forecasts the next value of the line through the last windows. */
  #expectTrend(): Forecast {
    const level = levelOf(this.#recent, 1);
    const limit = this.#steepest * level;
    const slope = Math.min(limit, Math.max(-limit, this.#recent.slope()));
    return this.#forecastOf(level + slope * this.#recent.lead(), 4 / (level * this.#recent.length));
  }

  /** @param relativeVariance of the mean, were the events that it was learnt from Poisson */
  #forecastOf(mean: number, relativeVariance: number): Forecast {
    return { mean, size: 1 / (SHAPE_DEVIATION ** 2 + this.#noise.inflation(1, 1) * relativeVariance) };
  }

  #surprise(span: number, size: number): number {
    if (!this.#matters(span) || !this.#matters(Math.min(span, 3))) return 0;
    const distance = countSurprise(this.#evidence.observed(span), this.#evidence.expected(span), size);
    return distance / Math.sqrt(this.#noise.inflation(span, distance));
  }

  #matters(span: number): boolean {
    const expected = this.#evidence.expected(span);
    const departure = Math.abs(this.#evidence.observed(span) - expected);
    return departure >= Math.max(SMALLEST_EVENTS, SMALLEST_EFFECT * expected);
  }

  #accept(value: number, isDeparture: boolean): number {
    if (this.#forecast === null) return value;
    const { mean, size } = this.#forecast;
    if (isDeparture) return Math.min(mean * (1 + YIELD), Math.max(mean * (1 - YIELD), value));
    this.#noise.learn(countSurprise(value, mean, size));
    const above = mean + CLIP * this.#deviation(this.#forecast, 1) + 1;
    return Math.min(above, Math.max(mean - CLIP * this.#deviation(this.#forecast, -1), value));
  }

  #deviation({ mean, size }: Forecast, direction: number): number {
    return Math.sqrt((mean + (mean * mean) / size) * this.#noise.inflation(1, direction));
  }
}

const divisorOf = ({ value }: Usual): number => Math.max(value, SMALLEST_USUAL);

/** Computes the mean of a line, at least what half an event in all its windows would make it. */
function levelOf(line: TrailingLine, divisor: number): number {
  return Math.max(line.mean(), 0.5 / (line.length * divisor));
}
