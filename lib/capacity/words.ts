/** Rates, shares and days in the words of capacity. @module */
import { numberWords, percentWords } from "../anomaly/words.ts";

/** Says a throughput. */
export function ratePerSecond(value: number): string {
  return `${numberWords(value)} requests/s`;
}

/** Says a share in percent. */
export function ratio(value: number): string {
  return percentWords(value);
}

/** Says a moment as its day. */
export function dayWords(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
