/**
 * What is usual for a server: the median and the busy level of its last day.
 *
 * Both are ranks, so that an incident of up to 2.4 hours moves neither: the usual value is the median of the last 288 windows, the usual peak their 90th percentile,
 * which the busy hours of a day reach and a short excess does not. Limit: nothing is usual before a few windows have passed, and what lasts for half a day is the new usual.
 *
 * @module
 */
import { OrderedWindow } from "../anomaly/ordered_window.ts";

/** Windows of a day. */
const DAY_WINDOWS = 288;
/** Windows before a median is trusted: an hour. */
const MEDIAN_WINDOWS = 12;
/** Windows before a peak is trusted: three hours. */
const PEAK_WINDOWS = 36;
const PEAK_QUANTILE = 0.9;

/** The last day of one figure of one server. */
export class UsualLevel {
  readonly #values = new OrderedWindow(DAY_WINDOWS);

  /** Learns a value; null is nothing to learn. */
  push(value: number | null): void {
    if (value !== null) this.#values.push(value);
  }

  /** Tells the usual value; null before it is known. */
  median(): number | null {
    return this.#values.length < MEDIAN_WINDOWS ? null : this.#values.median();
  }

  /** Divides a value by the usual one; null where either is not known or nothing is usual. */
  ratioToMedian(value: number | null): number | null {
    return ratio(value, this.median());
  }

  /** Divides a value by the usual peak; null where either is not known. */
  ratioToPeak(value: number | null): number | null {
    return ratio(value, this.#values.length < PEAK_WINDOWS ? null : this.#values.quantile(PEAK_QUANTILE));
  }
}

function ratio(value: number | null, usual: number | null): number | null {
  return value === null || usual === null || usual <= 0 ? null : value / usual;
}
