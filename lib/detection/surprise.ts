/**
 * How surprising a value is: how many deviations it is off the recent level, and how rare that is in this series.
 *
 * Where the series has a day that can be trusted, the deviation is the mean of two: from the recent level, and from the recent level of
 * what is left after the day. A steep morning is off the one and not off the other, an alarm at the wrong time the other way
 * round. The strength of a deviation is ln(1 + deviation) times its rarity; what was strong a moment ago and goes on in the same
 * direction carries over, so that a weak but lasting departure shows.
 *
 * @module
 */
import { ClippedLevel } from "./clipped_level.ts";
import type { SeasonalProfile } from "./seasonal_profile.ts";
import { TailHistogram } from "./tail_histogram.ts";

/** How surprise is measured; rates are weights of a new value, whatever the interval. */
export interface SurpriseSettings {
  readonly levelRate: number;
  readonly varianceRate: number;
  /** Deviations that the tail probability remembers. */
  readonly tailMemory: number;
  /** Share of its strength that a deviation leaves to the next value in the same direction. */
  readonly carry: number;
  /** Strength of a surprise of a half. */
  readonly half: number;
}

/** The surprise of one series. */
export class Surprise {
  readonly #settings: SurpriseSettings;
  readonly #day: SeasonalProfile;
  readonly #recent: ClippedLevel;
  readonly #recentResidual: ClippedLevel;
  readonly #tail: TailHistogram;
  #z = 0;
  #strength = 0;
  #pValue = 1;

  /** @param day what is usual at the time of the day; someone else teaches it */
  constructor(settings: SurpriseSettings, day: SeasonalProfile) {
    const { levelRate, varianceRate, tailMemory } = settings;
    this.#settings = settings;
    this.#day = day;
    this.#recent = new ClippedLevel(levelRate, varianceRate);
    this.#recentResidual = new ClippedLevel(levelRate, varianceRate);
    this.#tail = new TailHistogram(tailMemory);
  }

  /** Probability of a deviation as large as that of the last value, from the series' past; above 0, up to 1. */
  get pValue(): number {
    return this.#pValue;
  }

  /** Deviations by which the last value was off the recent level. */
  get z(): number {
    return this.#z;
  }

  /** Standard deviation around the recent level, in the unit of the series. */
  get deviation(): number {
    return this.#recent.deviation;
  }

  /** Judges the next value and returns the strength of its surprise, 0 or more, without learning its level. */
  judge(at: number, value: number): number {
    const z = this.#recent.standardize(value);
    const size = this.#sizeOf(at, value, Math.abs(z));
    this.#pValue = this.#tail.probability(size);
    const carried = z > 0 === this.#z > 0 ? this.#settings.carry * this.#strength : 0;
    this.#strength = Math.log1p(size) * this.#tail.rarity(size) / this.#settings.half + carried;
    this.#tail.learn(size);
    this.#z = z;
    return this.#strength;
  }

  /** Begins with a value that is too early to be judged. */
  begin(value: number): void {
    this.#z = this.#recent.standardize(value);
    this.#pValue = 1;
  }

  /** Learns the level of a value that was judged. */
  learn(value: number): void {
    this.#recent.learn(value);
  }

  #sizeOf(at: number, value: number, size: number): number {
    const residual = value - this.#day.usualAt(at);
    if (Number.isNaN(residual)) return size;
    const residualSize = Math.abs(this.#recentResidual.standardize(residual));
    this.#recentResidual.learn(residual);
    return this.#day.isTrusted ? (size + residualSize) / 2 : size;
  }
}
