/**
 * The views of a series that are asked for what is new: the value itself and its logarithm, averages at three scales,
 * how noisy it is, how it changes, and how it departs from its usual day. A spike shows in the value, a lasting shift in the slow averages, a
 * burst of noise in the deviation, a wrong time of day in the seasonal residual; their novelties add up.
 *
 * @module
 */
import { ClippedLevel } from "./clipped_level.ts";
import { DailyProfile } from "./daily_profile.ts";
import { MovingAverage } from "./moving_average.ts";
import type { Parameters } from "./parameters.ts";

/** The views by name, in the order in which {@linkcode Views} keeps their values. */
export const VIEW_NAMES = [
  "value",
  "logarithm",
  "fast",
  "medium",
  "slow",
  "noise",
  "change",
  "surprise",
  "season",
] as const;

/** Name of a view. */
export type ViewName = typeof VIEW_NAMES[number];

/** The present values of all views of one series. */
export class Views {
  /** One value a view, in the order of {@linkcode VIEW_NAMES}. */
  readonly values = new Float64Array(VIEW_NAMES.length);
  readonly #level: ClippedLevel;
  readonly #averages: readonly [MovingAverage, MovingAverage, MovingAverage];
  readonly #profile = new DailyProfile();
  #previous = NaN;

  constructor({ slowRate, averageRates: [fast, medium, slow] }: Parameters) {
    this.#level = new ClippedLevel(slowRate, slowRate);
    this.#averages = [new MovingAverage(fast), new MovingAverage(medium), new MovingAverage(slow)];
  }

  /**
   * Takes the next value.
   *
   * @param surprise deviations by which the value is off its recent level, and the deviation itself in the series' unit
   * @param pace share of the rates that the value is worth, 0..1
   */
  take(at: number, value: number, surprise: { readonly z: number; readonly deviation: number }, pace: number): void {
    const { values } = this;
    const before = pace < 1 ? this.#averages[1].value : this.#previous;
    const [fast, medium, slow] = this.#averages;
    values[0] = value;
    values[1] = Math.log(Math.max(0, value) + this.#logarithmOffset());
    values[2] = fast.learn(value, pace);
    values[3] = medium.learn(value, pace);
    values[4] = slow.learn(value, pace);
    values[5] = surprise.deviation;
    values[6] = Number.isNaN(before) ? 0 : value - before;
    values[7] = surprise.z;
    values[8] = this.#profile.residual(at, value, value - this.#level.level) ?? value - slow.value;
    this.#profile.learn(at, value, this.#level.deviation);
    this.#level.learn(value, pace);
    this.#previous = value;
  }

  /** Keeps the logarithm finite at 0, and the same for a series in another unit. */
  #logarithmOffset(): number {
    return Math.max(Number.MIN_VALUE, 0.1 * (Math.abs(this.#level.level) + this.#level.deviation));
  }
}
