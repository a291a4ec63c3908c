/** Numbers as people read them. @module */

/**
 * Writes a ratio as a percentage with as many digits as it needs.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals([0, 0.00042, 0.0123, 0.5].map(percent), ["0 %", "0.042 %", "1.2 %", "50 %"]);
 * ```
 */
export function percent(ratio: number): string {
  return `${twoDigits(ratio * 100)} %`;
}

/**
 * Writes a duration in the unit that fits it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals([0.4, 26, 1234, 600_000].map(milliseconds), ["0.4 ms", "26 ms", "1.2 s", "10 min"]);
 * ```
 */
export function milliseconds(ms: number): string {
  if (ms >= 120_000) return `${twoDigits(ms / 60_000)} min`;
  return ms >= 1_000 ? `${twoDigits(ms / 1_000)} s` : `${twoDigits(ms)} ms`;
}

/** Writes a whole number with its thousands apart. */
export function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** Writes bytes in the unit that fits them. */
export function bytes(value: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(value, 1)) / 3), 0), units.length - 1);
  return `${twoDigits(value / 1_000 ** power)} ${units[power]}`;
}

/** Writes a moment in UTC to the minute. */
export function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}

function twoDigits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}
