/** Moments in files that anybody may have written. @module */
import { parseIsoInstant } from "./instant.ts";
import { parseDecimal } from "./number.ts";

const HYPHEN = 45;
const FIRST_MILLISECONDS = 1e11;
const LAST_MILLISECONDS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Reads an ISO 8601 moment, or a count since 1970: seconds below 10^11, which is the year 5138, else milliseconds.
 *
 * @param timeZone IANA zone of an ISO moment without offset
 * @returns ms since 1970, cut to whole ones, or NaN
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseTimestamp } from "./timestamp.ts";
 *
 * assertEquals(parseTimestamp("2026-11-22 21:40:04.397928", "UTC"), 1795383604397);
 * assertEquals(parseTimestamp("1795383604.397928", "UTC"), 1795383604397);
 * assertEquals(parseTimestamp("1795383604397", "UTC"), 1795383604397);
 * ```
 */
export function parseTimestamp(text: string, timeZone: string): number {
  if (text.charCodeAt(4) === HYPHEN) return parseIsoInstant(text, timeZone);
  const count = parseDecimal(text, 0, text.length);
  if (!(count >= 0 && count <= LAST_MILLISECONDS)) return NaN;
  return count < FIRST_MILLISECONDS ? Math.floor(Math.round(count * 1e6) / 1e3) : Math.floor(count);
}
