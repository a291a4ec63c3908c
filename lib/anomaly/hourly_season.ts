/**
 * The usual shape of a day and a week, learnt hour by hour from the past of a series.
 *
 * The value of an hour is the mean of its windows. What is usual for an hour is the median of the same hour of the
 * week over up to eight weeks; with less than two such weeks, of the same hour of the day over up to seven days; with
 * less than one day, unknown. Hours are those of UTC: on the two days a year when clocks change, the shape of local
 * habits is an hour off. Between the centres of hours the shape is linear, so that it has no steps.
 *
 * @module
 */

import { median } from "./median.ts";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const WEEK_HOURS = 168;
const WEEKS_KEPT = 8;
const DAYS_USED = 7;
const WEEKS_NEEDED = 2;

/** Learns the shape of days and weeks from the windows of a series in ascending order. */
export class HourlySeason {
  readonly #means = new Float64Array(WEEK_HOURS * WEEKS_KEPT).fill(NaN);
  /** Usual values of the hours before, at and after `#hour`. */
  #around: readonly [number | null, number | null, number | null] = [null, null, null];
  #hour = -Infinity;
  #sum = 0;
  #count = 0;

  /**
   * Adds a window.
   *
   * @returns whether an hour was completed, so that what is usual may have changed
   */
  learn(at: number, value: number): boolean {
    const hasTurned = this.turn(at);
    this.#sum += value;
    this.#count++;
    return hasTurned;
  }

  /** Moves to the hour of `at`; whether that is a new one. */
  turn(at: number): boolean {
    const hour = Math.floor(at / HOUR_MS);
    if (hour === this.#hour) return false;
    this.#close(hour);
    this.#around = [this.#usual(hour - 1), this.#usual(hour), this.#usual(hour + 1)];
    return true;
  }

  /** Tells what is usual at a moment of the newest hour; null where it is unknown. */
  at(at: number): number | null {
    const [before, now, after] = this.#around;
    if (now === null) return null;
    const offset = at / HOUR_MS - this.#hour - 0.5;
    const neighbour = (offset < 0 ? before : after) ?? now;
    return now + (neighbour - now) * Math.abs(offset);
  }

  #close(hour: number): void {
    if (this.#hour > -Infinity) {
      const skipped = Math.min(hour - this.#hour - 1, this.#means.length - 1);
      for (let back = 1; back <= skipped; back++) this.#means[this.#place(hour - back)] = NaN;
      if (hour - this.#hour < this.#means.length) this.#means[this.#place(this.#hour)] = this.#sum / this.#count;
    }
    this.#hour = hour;
    this.#sum = 0;
    this.#count = 0;
  }

  #usual(hour: number): number | null {
    const weeks = this.#past(hour, WEEK_HOURS, WEEKS_KEPT - 1);
    return median(weeks.length >= WEEKS_NEEDED ? weeks : this.#past(hour, DAY_HOURS, DAYS_USED));
  }

  #past(hour: number, step: number, count: number): number[] {
    const values: number[] = [];
    for (let back = 1; back <= count; back++) {
      const past = hour - back * step;
      const value = past < this.#hour ? this.#means[this.#place(past)]! : NaN;
      if (!Number.isNaN(value)) values.push(value);
    }
    return values;
  }

  #place(hour: number): number {
    const size = this.#means.length;
    return ((hour % size) + size) % size;
  }
}
