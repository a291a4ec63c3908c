/**
 * The level and the trend of the last values of a series, by least squares over a sliding window.
 *
 * Traffic rises and falls through the day, so the mean of the last 90 minutes is 45 minutes late; the line through
 * them is not. Its price is variance: the next value is forecast with variance v (1/n + 3 (n+1) / (n (n-1))), about
 * 4 v / n, against v / n for the mean, v being the variance of one value. Least squares is not robust, so the caller
 * clips what it pushes. Reference: Draper and Smith, "Applied Regression Analysis", 1.4.
 *
 * @module
 */

/** Keeps the last `capacity` values and the line through them, at a constant cost a value. */
export class TrailingLine {
  readonly #values: Float64Array;
  #length = 0;
  #next = 0;
  #sum = 0;
  /** Sum of position x value, the oldest value at position 0. */
  #moment = 0;

  /** @param capacity how many values are kept, at least 2 */
  constructor(capacity: number) {
    this.#values = new Float64Array(capacity);
  }

  /** How many values are held. */
  get length(): number {
    return this.#length;
  }

  /** Adds a value, dropping the oldest where the window is full. */
  push(value: number): void {
    const capacity = this.#values.length;
    if (this.#length === capacity) {
      this.#sum -= this.#values[this.#next]!;
      this.#moment -= this.#sum;
      this.#length--;
    }
    this.#values[this.#next] = value;
    this.#sum += value;
    this.#moment += this.#length * value;
    this.#length++;
    this.#next = (this.#next + 1) % capacity;
    if (this.#next === 0) this.#recompute();
  }

  /** Forgets all values. */
  clear(): void {
    this.#length = 0;
    this.#next = 0;
    this.#sum = 0;
    this.#moment = 0;
  }

  /** Computes the mean; NaN when empty. */
  mean(): number {
    return this.#sum / this.#length;
  }

  /** Computes the slope of the line, a step; 0 with fewer than two values. */
  slope(): number {
    const n = this.#length;
    if (n < 2) return 0;
    return (12 * (this.#moment - ((n - 1) / 2) * this.#sum)) / (n * (n * n - 1));
  }

  /** Computes how far the next value lies beyond the centre of the window, in steps. */
  lead(): number {
    return (this.#length + 1) / 2;
  }

  /** Sums anew once a turn, so that rounding errors do not grow with the age of the series. */
  #recompute(): void {
    this.#sum = 0;
    this.#moment = 0;
    for (let position = 0; position < this.#length; position++) {
      this.#sum += this.#values[position]!;
      this.#moment += position * this.#values[position]!;
    }
  }
}
