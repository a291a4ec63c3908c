/** UTC days, the windows in which tables are loaded, replaced and retained. @module */

/** Milliseconds in a day. */
export const DAY_MS = 86_400_000;

/** Start of the UTC day of a moment, both ms since 1970. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/**
 * Name of a UTC day.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(dayName(0), "1970-01-01");
 * ```
 */
export function dayName(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
