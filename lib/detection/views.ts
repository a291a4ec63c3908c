/**
 * The views of a series that are asked for what is new: the value itself and its logarithm, averages of both, how far it has come within
 * an hour, how noisy it is, and how it departs from its usual day and week. A spike shows in the value, a lasting shift in the averages, a fall or rise that ends within
 * the usual range in the change, a burst of noise in the deviation, a wrong time of day in the residuals; their novelties add up.
 *
 * @module
 */
import { ClippedLevel } from "./clipped_level.ts";
import { LaggedValue } from "./lagged_value.ts";
import { MovingAverage } from "./moving_average.ts";
import { SeasonalProfile, WEEK } from "./seasonal_profile.ts";
import type { Surprise } from "./surprise.ts";

/** The views by name, in the order in which {@linkcode Views} keeps their values. */
export const VIEW_NAMES = [
  "value",
  "logarithm",
  "fastAverage",
  "average",
  "slowLogarithm",
  "change",
  "deviation",
  "dayResidual",
  "dayResidualAverage",
  "weekResidual",
] as const;

/** Name of a view. */
export type ViewName = typeof VIEW_NAMES[number];

/** Rates of the views, as weights of a new value. */
export interface ViewSettings {
  /** Of the slow level, by which seasons are judged and outliers clipped. */
  readonly levelRate: number;
  readonly fastRate: number;
  readonly averageRate: number;
  readonly slowRate: number;
  /** Steps back from which the change is counted. */
  readonly changeLag: number;
  /** Share of level and deviation that is added before a logarithm is taken: it keeps it finite at 0, whatever the unit. */
  readonly logarithmOffset: number;
}

/** The present values of all views of one series. */
export class Views {
  /** One value a view, in the order of {@linkcode VIEW_NAMES}; NaN where the view knows nothing. */
  readonly values: Float64Array = new Float64Array(VIEW_NAMES.length);
  /** Whether each view may be believed, 0 or 1: a season only where it explains the series. */
  readonly isTrusted: Uint8Array = new Uint8Array(VIEW_NAMES.length).fill(1);
  readonly #settings: ViewSettings;
  readonly #day: SeasonalProfile;
  readonly #week = new SeasonalProfile(WEEK);
  readonly #level: ClippedLevel;
  readonly #fast: MovingAverage;
  readonly #average: MovingAverage;
  readonly #slowLogarithm: MovingAverage;
  readonly #before: LaggedValue;
  readonly #residual: MovingAverage;
  #isFirst = true;

  /** @param day what is usual at the time of the day, which the views teach */
  constructor(settings: ViewSettings, day: SeasonalProfile) {
    this.#settings = settings;
    this.#day = day;
    this.#level = new ClippedLevel(settings.levelRate, settings.levelRate);
    this.#fast = new MovingAverage(settings.fastRate);
    this.#average = new MovingAverage(settings.averageRate);
    this.#slowLogarithm = new MovingAverage(settings.slowRate);
    this.#before = new LaggedValue(settings.changeLag);
    this.#residual = new MovingAverage(settings.averageRate);
  }

  /**
   * Takes the next value.
   *
   * @param deviation around the recent level, in the unit of the series
   * @param pace share of the rates that the value is worth, 0..1
   */
  take(at: number, value: number, { deviation }: Pick<Surprise, "deviation">, pace: number): void {
    const { values } = this;
    values[0] = value;
    values[1] = Math.log(Math.max(0, value) + this.#logarithmOffset(value));
    values[2] = this.#fast.learn(value, pace);
    values[3] = this.#average.learn(value, pace);
    values[4] = this.#slowLogarithm.learn(values[1], pace);
    values[5] = values[2] - this.#before.learn(values[2], pace);
    values[6] = deviation;
    this.#takeSeasons(at, value, pace);
    this.#level.learn(value, pace);
    this.#isFirst = false;
  }

  #takeSeasons(at: number, value: number, pace: number): void {
    const { values, isTrusted } = this;
    const slow = value - this.#level.level;
    values[7] = this.#day.residual(at, value, slow, pace);
    values[8] = Number.isNaN(values[7]!) ? NaN : this.#residual.learn(values[7]!, pace);
    values[9] = this.#week.residual(at, value, slow, pace);
    isTrusted[7] = isTrusted[8] = Number(this.#day.isTrusted);
    isTrusted[9] = Number(this.#week.isTrusted);
    this.#day.learn(at, value, this.#level.deviation, pace);
    this.#week.learn(at, value, this.#level.deviation, pace);
  }

  #logarithmOffset(value: number): number {
    const { level, deviation } = this.#level;
    const size = this.#isFirst ? Math.abs(value) : Math.abs(level) + deviation;
    return Math.max(Number.MIN_VALUE, this.#settings.logarithmOffset * size);
  }
}
