/**
 * What is usual at a time of the day. The day is cut into bins whose average over the days is kept, values in between are
 * interpolated, and an offset follows how the present day departs as a whole. Whether the profile is worth anything is
 * measured: by the variance that is left after it, against the variance around the slow level.
 *
 * @module
 */

const DAY_MS = 86_400_000;
const BIN_COUNT = 96;
const LEAST_RATE = 0.02;
const OFFSET_RATE = 0.02;
const VARIANCE_RATE = 0.003;
/** Deviations by which a value may at most move the profile. */
const CLIP = 3;
/** Share of the variance that may be left after a profile that is used. */
const LARGEST_UNEXPLAINED = 0.6;

/** The usual day of one series. */
export class DailyProfile {
  readonly #usual = new Float64Array(BIN_COUNT);
  readonly #counts = new Uint32Array(BIN_COUNT);
  #offset = 0;
  #unexplained = 0;
  #variance = 0;

  /**
   * Tells how far a value is off what is usual at the time, and learns how well the profile does.
   *
   * @param slow departure from the slow level, which the profile has to beat
   * @returns null as long as the profile explains too little, and where the moment is unknown
   */
  residual(at: number, value: number, slow: number): number | null {
    const usual = this.#usualAt(at);
    if (Number.isNaN(usual)) return null;
    const residual = value - usual - this.#offset;
    this.#unexplained += VARIANCE_RATE * (this.#clippedSquare(residual, this.#unexplained) - this.#unexplained);
    this.#variance += VARIANCE_RATE * (this.#clippedSquare(slow, this.#variance) - this.#variance);
    const reach = CLIP * Math.sqrt(this.#unexplained);
    this.#offset += OFFSET_RATE * Math.max(-reach, Math.min(reach, residual));
    return this.#unexplained < LARGEST_UNEXPLAINED * this.#variance ? residual : null;
  }

  /** @param deviation of the series, by which an outlier is clipped */
  learn(at: number, value: number, deviation: number): void {
    if (Number.isNaN(at)) return;
    const bin = Math.floor(placeOf(at)) % BIN_COUNT;
    const count = this.#counts[bin]!++;
    if (count === 0) this.#usual[bin] = value;
    const error = value - this.#usual[bin]!;
    const reach = deviation > 0 ? CLIP * deviation : Infinity;
    this.#usual[bin]! += Math.max(LEAST_RATE, 1 / (count + 1)) * Math.max(-reach, Math.min(reach, error));
  }

  #clippedSquare(error: number, variance: number): number {
    const square = error * error;
    return variance > 0 ? Math.min(square, 16 * Math.max(variance, 0.01 * this.#variance)) : square;
  }

  /** NaN where the bin or its nearer neighbour has not been seen. */
  #usualAt(at: number): number {
    if (Number.isNaN(at)) return NaN;
    const place = placeOf(at);
    const bin = Math.floor(place) % BIN_COUNT;
    const fromCentre = place - Math.floor(place) - 0.5;
    const neighbour = (bin + (fromCentre >= 0 ? 1 : BIN_COUNT - 1)) % BIN_COUNT;
    if (this.#counts[bin] === 0 || this.#counts[neighbour] === 0) return NaN;
    const share = Math.abs(fromCentre);
    return this.#usual[bin]! * (1 - share) + this.#usual[neighbour]! * share;
  }
}

/** The place of a moment in the day, in bins. */
function placeOf(at: number): number {
  return (((at % DAY_MS) + DAY_MS) % DAY_MS) / DAY_MS * BIN_COUNT;
}
