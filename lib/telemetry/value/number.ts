/** Numbers out of the middle of a line, without a slice and without a regular expression. @module */

const ZERO = 48;
const NINE = 57;
const MINUS = 45;
const POINT = 46;
const EXACT_DIGITS = 15;

/** Powers of ten that a double holds exactly, so that digits / power rounds once, as `Number` does. */
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/**
 * Reads a decimal number: an optional `-`, digits, and optionally a point with digits.
 *
 * The value is the one that `Number` gives. More digits than a double holds, and an exponent, are left to `Number`.
 *
 * @param start index of the first character
 * @param end index after the last character
 * @returns NaN when the characters are no number, nothing at all included
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseDecimal } from "./number.ts";
 *
 * assertEquals(parseDecimal("rt=0.026 ", 3, 8), 0.026);
 * assertEquals(parseDecimal("-", 0, 1), NaN);
 * ```
 */
export function parseDecimal(text: string, start: number, end: number): number {
  const isNegative = text.charCodeAt(start) === MINUS;
  const first = isNegative ? start + 1 : start;
  let digits = 0;
  let point = -1;
  for (let at = first; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) digits = digits * 10 + (code - ZERO);
    else if (code === POINT && point < 0) point = at;
    else return parseRareDecimal(text, start, end);
  }
  const digitCount = end - first - (point < 0 ? 0 : 1);
  if (digitCount < 1 || digitCount > EXACT_DIGITS) return parseRareDecimal(text, start, end);
  const value = point < 0 ? digits : digits / POWERS_OF_TEN[end - point - 1]!;
  return isNegative ? -value : value;
}

/**
 * Reads a whole number of digits only, such as a status or a count of bytes.
 *
 * @returns NaN when there is anything else, a sign included
 */
export function parseDigits(text: string, start: number, end: number): number {
  if (end <= start) return NaN;
  let value = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!(code >= ZERO && code <= NINE)) return NaN;
    value = value * 10 + (code - ZERO);
  }
  return value;
}

function parseRareDecimal(text: string, start: number, end: number): number {
  const part = text.slice(start, end);
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part) ? Number(part) : NaN;
}
