/** Spans of numbers as a condition that every engine reads alike. @module */

/** Numbers from `least` on and below `below`. */
export interface NumberSpan {
  readonly least: number;
  readonly below: number;
  /** Whether all others are meant, those that are not known among them. */
  readonly isOutside?: boolean;
}

/**
 * Makes the condition that a column is within a span.
 *
 * @param column quoted as the engine quotes it
 * @throws {RangeError} for a bound that is no finite number
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(withinSpan("a", { least: 1, below: 2.5 }), "a >= 1 and a < 2.5");
 * assertEquals(withinSpan("a", { least: 1, below: 500, isOutside: true }), "(a is null or a < 1 or a >= 500)");
 * ```
 */
export function withinSpan(column: string, { least, below, isOutside }: NumberSpan): string {
  if (!Number.isFinite(least) || !Number.isFinite(below)) {
    throw new RangeError(`Cannot select from ${least} to ${below}: finite numbers are needed`);
  }
  return isOutside
    ? `(${column} is null or ${column} < ${least} or ${column} >= ${below})`
    : `${column} >= ${least} and ${column} < ${below}`;
}
