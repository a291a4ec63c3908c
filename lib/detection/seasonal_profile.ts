/**
 * What is usual at a place of a season: a time of the day, an hour of the week.
 *
 * The season is cut into bins whose average over the seasons is kept, values between their centres are interpolated, and an offset
 * follows how the present season departs as a whole. Whether the profile is worth anything is measured: it is trusted while
 * the variance left after it is clearly less than that around the slow level.
 *
 * Reference: Brutlag, "Aberrant behavior detection in time series for network monitoring", LISA 2000, for the bins;
 * Hyndman and Athanasopoulos, "Forecasting: principles and practice", for strength of seasonality as variance explained.
 *
 * @module
 */

/** The length of a season and how finely it is cut. */
export interface Season {
  readonly periodMs: number;
  readonly binCount: number;
  /** Place of the start of the season in 1970, ms. */
  readonly startAt: number;
}

/** The day in quarters of an hour. */
export const DAY: Season = { periodMs: 86_400_000, binCount: 96, startAt: 0 };

/** The week in hours; 1970 began on a Thursday. */
export const WEEK: Season = { periodMs: 604_800_000, binCount: 168, startAt: -259_200_000 };

/** Weight of a new value in its bin. */
const USUAL_RATE = 0.006;
const OFFSET_RATE = 0.115;
const VARIANCE_RATE = 0.002;
/** Deviations by which a value may at most move the profile. */
const CLIP = 3;
/** Deviations up to which a residual counts in the variances. */
const VARIANCE_CLIP = 4;
/** Residuals before any is clipped, or the profile trusted. */
const WARM_UP = 30;
/** Share of the variance that may be left after a profile that is trusted. */
const LARGEST_UNEXPLAINED = 0.5;

/** The usual season of one series. */
export class SeasonalProfile {
  readonly #season: Season;
  readonly #usual: Float64Array;
  readonly #counts: Uint32Array;
  #since = NaN;
  #residualCount = 0;
  #offset = 0;
  #unexplained = 0;
  #variance = 0;
  #isTrusted = false;

  constructor(season: Season) {
    this.#season = season;
    this.#usual = new Float64Array(season.binCount);
    this.#counts = new Uint32Array(season.binCount);
  }

  /** Whether the profile explains enough of the series, by what the last value has told. */
  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  /**
   * Tells what is usual at a moment; NaN until a whole season has passed, where its bin has not been seen, and where the moment is
   * unknown. Where samples are too far apart to fill the bin beside it, the bin speaks alone.
   */
  usualAt(at: number): number {
    if (!(at - this.#since >= this.#season.periodMs)) return NaN;
    const place = this.#placeOf(at);
    const { binCount } = this.#season;
    const bin = Math.floor(place) % binCount;
    const fromCentre = place - Math.floor(place) - 0.5;
    const neighbour = (bin + (fromCentre >= 0 ? 1 : binCount - 1)) % binCount;
    if (this.#counts[bin] === 0) return NaN;
    if (this.#counts[neighbour] === 0) return this.#usual[bin]!;
    const share = Math.abs(fromCentre);
    return this.#usual[bin]! + share * (this.#usual[neighbour]! - this.#usual[bin]!);
  }

  /**
   * Tells how far a value is off what is usual, and learns how well the profile does.
   *
   * @param slow departure from the slow level, which the profile has to beat
   * @param pace share of the rates that the value is worth, 0..1
   * @returns NaN where nothing is known of the moment
   */
  residual(at: number, value: number, slow: number, pace: number): number {
    const residual = value - this.usualAt(at) - this.#offset;
    this.#isTrusted = false;
    if (Number.isNaN(residual)) return NaN;
    const rate = Math.max(VARIANCE_RATE * pace, 1 / ++this.#residualCount);
    this.#unexplained += rate * (this.#clippedSquare(residual, this.#unexplained) - this.#unexplained);
    this.#variance += rate * (this.#clippedSquare(slow, this.#variance) - this.#variance);
    const reach = CLIP * Math.sqrt(this.#unexplained);
    this.#offset += OFFSET_RATE * pace * Math.max(-reach, Math.min(reach, residual));
    this.#isTrusted = this.#isSeasoned(at) && this.#unexplained < LARGEST_UNEXPLAINED * this.#variance;
    return residual;
  }

  /** Takes a value. @param deviation of the series, by which an outlier is clipped */
  learn(at: number, value: number, deviation: number, pace: number): void {
    if (Number.isNaN(at)) return;
    if (!(at >= this.#since)) this.#since = at;
    const bin = Math.floor(this.#placeOf(at)) % this.#season.binCount;
    const count = this.#counts[bin]!++;
    if (count === 0) this.#usual[bin] = value;
    const error = value - this.#usual[bin]!;
    const reach = deviation > 0 ? CLIP * deviation : Infinity;
    this.#usual[bin]! += Math.max(USUAL_RATE * pace, 1 / (count + 1)) * Math.max(-reach, Math.min(reach, error));
  }

  /** Whether residuals were seen at all times of a day, so that their range means something. */
  #isSeasoned(at: number): boolean {
    return this.#residualCount > WARM_UP && at - this.#since >= this.#season.periodMs + DAY.periodMs;
  }

  #clippedSquare(error: number, variance: number): number {
    const square = error * error;
    if (this.#residualCount <= WARM_UP) return square;
    return Math.min(square, VARIANCE_CLIP ** 2 * Math.max(variance, 0.01 * this.#variance));
  }

  /** The place of a moment in the season, in bins. */
  #placeOf(at: number): number {
    const { periodMs, binCount, startAt } = this.#season;
    return ((((at - startAt) % periodMs) + periodMs) % periodMs) / periodMs * binCount;
  }
}
