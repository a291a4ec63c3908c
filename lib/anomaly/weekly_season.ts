/**
 * The usual shape of a day and a week, learnt quarter by quarter of an hour from the past of a series.
 *
 * The value of a quarter is the mean of its windows. What is usual for a quarter is the median of the same quarter of
 * the week over up to seven weeks; with fewer than three such weeks, of the same quarter of the day over up to seven
 * days; with fewer than three days, unknown: the median of three ignores one incident, that of two does not. Quarters are short enough for the slopes of habits and let the steps of
 * schedules be steps. They are those of UTC: on the two days a year when clocks change, local habits are an hour off.
 *
 * @module
 */
import { median } from "./median.ts";

const QUARTER_MS = 900_000;
const DAY_QUARTERS = 96;
const WEEK_QUARTERS = 7 * DAY_QUARTERS;
const WEEKS_KEPT = 8;
const DAYS_USED = 7;
/** Weeks, or days, whose median ignores one that was not usual. */
const PAST_NEEDED = 3;
/** The variance of a median is that of a mean of 2 / pi as many values. */
const MEDIAN_EFFICIENCY = 2 / Math.PI;

/** What is usual for a quarter of an hour. */
export interface Usual {
  readonly value: number;
  /** How many windows the value is worth: its variance is that of a window / this. */
  readonly windows: number;
}

/** Learns the shape of days and weeks from the windows of a series in ascending order. */
export class WeeklySeason {
  readonly #means = new Float32Array(WEEK_QUARTERS * WEEKS_KEPT).fill(NaN);
  #usual: Usual | null = null;
  #quarter = -Infinity;
  #sum = 0;
  #count = 0;
  #windowsPerQuarter = 1;

  /** Adds a window. */
  learn(at: number, value: number): void {
    this.#turn(at);
    this.#sum += value;
    this.#count++;
  }

  /** Tells what is usual for the quarter of a moment, not before those asked or learnt; null where it is unknown. */
  usualAt(at: number): Usual | null {
    this.#turn(at);
    return this.#usual;
  }

  #turn(at: number): void {
    const quarter = Math.floor(at / QUARTER_MS);
    if (quarter === this.#quarter) return;
    if (this.#quarter > -Infinity) this.#close(quarter);
    this.#quarter = quarter;
    this.#sum = 0;
    this.#count = 0;
    this.#usual = this.#usualOf(quarter);
  }

  #close(next: number): void {
    const skipped = Math.min(next - this.#quarter - 1, this.#means.length - 1);
    for (let back = 1; back <= skipped; back++) this.#means[this.#placeOf(next - back)] = NaN;
    if (next - this.#quarter >= this.#means.length) return;
    this.#means[this.#placeOf(this.#quarter)] = this.#sum / this.#count;
    this.#windowsPerQuarter = Math.max(1, this.#count);
  }

  #usualOf(quarter: number): Usual | null {
    const weeks = this.#past(quarter, WEEK_QUARTERS, WEEKS_KEPT - 1);
    const values = weeks.length >= PAST_NEEDED ? weeks : this.#past(quarter, DAY_QUARTERS, DAYS_USED);
    const value = median(values);
    if (value === null || values.length < PAST_NEEDED) return null;
    return { value, windows: this.#windowsPerQuarter * Math.max(1, MEDIAN_EFFICIENCY * values.length) };
  }

  #past(quarter: number, step: number, count: number): number[] {
    const values: number[] = [];
    for (let back = 1; back <= count; back++) {
      const value = this.#means[this.#placeOf(quarter - back * step)]!;
      if (!Number.isNaN(value)) values.push(value);
    }
    return values;
  }

  #placeOf(quarter: number): number {
    const size = this.#means.length;
    return ((quarter % size) + size) % size;
  }
}
