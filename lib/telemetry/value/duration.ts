/** Durations as balancers write them, to milliseconds without a rounding error. @module */

const ZERO = 0x30;
const POINT = 0x2e;
/** So many digits are exact in a double. */
const EXACT_DIGITS = 15;

/**
 * Reads a duration in seconds such as `0.026`.
 *
 * @returns milliseconds; null for `-`, an empty text, a negative number (a phase that was not reached), more than 15 digits and whatever is no number
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(parseSecondsAsMs("1.001"), 1001);
 * assertEquals(parseSecondsAsMs("-"), null);
 * ```
 */
export function parseSecondsAsMs(text: string): number | null {
  return scaled(text, 3);
}

/** Reads a duration in microseconds such as Apache's `%D`; null as in {@linkcode parseSecondsAsMs}. */
export function parseMicrosecondsAsMs(text: string): number | null {
  return scaled(text, -3);
}

/** Reads a duration in milliseconds; null as in {@linkcode parseSecondsAsMs}. */
export function parseMilliseconds(text: string): number | null {
  return scaled(text, 0);
}

const UNIT_MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 1e-3,
  "µs": 1e-3,
  "μs": 1e-3,
  ns: 1e-6,
};
const COUNT_AND_UNIT = /([\d.]+)([a-zµμ]+)/gy;

/**
 * Reads a duration with its units, as Go and Protocol Buffers write it: `1m2.5s`, `12.3ms`, `0.022s`.
 *
 * @returns milliseconds, or null where the text is no such duration
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(["1m2.5s", "0.022s", "850µs", "soon"].map(parseUnitsAsMs), [62_500, 22, 0.85, null]);
 * ```
 */
export function parseUnitsAsMs(text: string): number | null {
  let sum = 0;
  let end = 0;
  for (const [part, count, unit] of text.matchAll(COUNT_AND_UNIT)) {
    sum += Number(count) * (UNIT_MS[unit!] ?? NaN);
    end += part.length;
  }
  return end === 0 || end < text.length || Number.isNaN(sum) ? null : Number(sum.toPrecision(15));
}

/** Reads digits as one whole number and shifts the decimal point once, so that 0.057 s are 57 ms and not 57.00000000000001. */
function scaled(text: string, shift: number): number | null {
  let digits = 0;
  let whole = 0;
  let decimals = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === POINT && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (code < ZERO || code > ZERO + 9) return null;
    whole = whole * 10 + code - ZERO;
    digits++;
    if (decimals >= 0) decimals++;
  }
  if (digits === 0 || digits > EXACT_DIGITS) return null;
  const exponent = shift - Math.max(decimals, 0);
  return exponent >= 0 ? whole * 10 ** exponent : whole / 10 ** -exponent;
}
