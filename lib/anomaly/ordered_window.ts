/**
 * The last values of a series, kept in order, so that a robust centre and spread cost a few steps a point.
 *
 * Median and MAD ignore up to half of the window whatever its values, which mean and standard deviation do not: an
 * incident in the window does not hide the next. The spread is 1.4826 x MAD, the standard deviation where values are
 * normal; where more than half of the values are equal the MAD is 0 and 1.2533 x the mean absolute deviation stands
 * in. Reference: Iglewicz and Hoaglin, "How to Detect and Handle Outliers", ASQC 1993.
 *
 * @module
 */

const MAD_TO_DEVIATION = 1.4826;
const MEAN_ABSOLUTE_TO_DEVIATION = 1.2533;

/** Keeps the last `capacity` values both in order of arrival and in order of size. */
export class OrderedWindow {
  readonly #arrived: Float64Array;
  readonly #sorted: Float64Array;
  #length = 0;
  #next = 0;

  /** @param capacity how many values are kept, at least 1 */
  constructor(capacity: number) {
    this.#arrived = new Float64Array(capacity);
    this.#sorted = new Float64Array(capacity);
  }

  /** How many values are held. */
  get length(): number {
    return this.#length;
  }

  /** Adds a finite value, dropping the oldest where the window is full. */
  push(value: number): void {
    const capacity = this.#arrived.length;
    if (this.#length === capacity) this.#remove(this.#arrived[this.#next]!);
    this.#arrived[this.#next] = value;
    this.#next = (this.#next + 1) % capacity;
    const place = this.#placeOf(value);
    this.#sorted.copyWithin(place + 1, place, this.#length);
    this.#sorted[place] = value;
    this.#length++;
  }

  /** Forgets all values. */
  clear(): void {
    this.#length = 0;
    this.#next = 0;
  }

  /** Computes the median; NaN when empty. */
  median(): number {
    const middle = this.#length >> 1;
    const upper = this.#sorted[middle]!;
    if (this.#length === 0) return NaN;
    return this.#length % 2 === 1 ? upper : (this.#sorted[middle - 1]! + upper) / 2;
  }

  /** Finds the value that a share of the values, 0..1, are at most; NaN when empty. */
  quantile(share: number): number {
    return this.#length === 0 ? NaN : this.#sorted[Math.ceil(share * (this.#length - 1))]!;
  }

  /** Computes the robust standard deviation around `centre`, as the module describes it; NaN when empty. */
  spread(centre: number): number {
    if (this.#length === 0) return NaN;
    const mad = this.#medianDeviation(centre);
    return mad > 0 ? MAD_TO_DEVIATION * mad : MEAN_ABSOLUTE_TO_DEVIATION * this.#meanDeviation(centre);
  }

  /** Walks outwards from the centre, nearest value first, until half of the values are passed. */
  #medianDeviation(centre: number): number {
    let right = this.#placeOf(centre);
    let left = right - 1;
    let previous = 0;
    let deviation = 0;
    for (let passed = 0; passed <= this.#length >> 1; passed++) {
      previous = deviation;
      const below = left >= 0 ? centre - this.#sorted[left]! : Infinity;
      const above = right < this.#length ? this.#sorted[right]! - centre : Infinity;
      deviation = Math.min(below, above);
      if (below <= above) left--;
      else right++;
    }
    return this.#length % 2 === 1 ? deviation : (previous + deviation) / 2;
  }

  #meanDeviation(centre: number): number {
    let sum = 0;
    for (let place = 0; place < this.#length; place++) sum += Math.abs(this.#sorted[place]! - centre);
    return sum / this.#length;
  }

  #remove(value: number): void {
    const place = this.#placeOf(value);
    this.#sorted.copyWithin(place, place + 1, this.#length);
    this.#length--;
  }

  /** Finds the first place whose value is at least `value`. */
  #placeOf(value: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
