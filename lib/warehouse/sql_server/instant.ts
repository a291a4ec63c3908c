/** Moments in T-SQL. @module */

/** First and last moment of a `datetime2(3)`. */
const [LEAST_MS, MOST_MS] = [-62_135_596_800_000, 253_402_300_799_999];

/**
 * Writes a moment as a literal that no setting of a session reads in another way; what lies beyond the calendar of the server goes to its ends.
 *
 * @param at ms since 1970
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(instant(1), "cast('1970-01-01T00:00:00.001' as datetime2(3))");
 * ```
 */
export function instant(at: number): string {
  const text = new Date(Math.min(Math.max(at, LEAST_MS), MOST_MS)).toISOString().slice(0, 23);
  return `cast('${text}' as datetime2(3))`;
}
