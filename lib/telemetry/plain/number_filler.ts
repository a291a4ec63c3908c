/** Numbers of plain lines: statuses, sizes, durations. @module */
import { type Filler, type Filling, isAbsent } from "./filler.ts";
import type { LineFields } from "./line_fields.ts";

const ZERO = 0x30;
const POINT = 0x2e;
/** So many digits are exact in a double. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 4 }, (_, exponent) => 10 ** exponent);

/**
 * Fills a number, null for `-`.
 *
 * @param shift places that the decimal point moves to the right: 3 makes milliseconds of seconds
 */
export function numberFiller({ fields, row }: Filling, field: number, place: number, shift: number): Filler {
  return () => {
    const value = isAbsent(fields, field) ? NaN : readNumber(fields, field, shift);
    row.numbers[place] = value;
    return value !== -1;
  };
}

/** Fills the size of a response, for which Apache writes `-` where it is zero. */
export function sizeFiller({ fields, row }: Filling, field: number, place: number): Filler {
  return () => {
    const value = isAbsent(fields, field) ? 0 : readNumber(fields, field, 0);
    row.numbers[place] = value;
    return value !== -1;
  };
}

/** Fills a status of three digits from 100 on. */
export function statusFiller({ fields, row }: Filling, field: number, place: number): Filler {
  return () => {
    const status = fields.ends[field]! - fields.starts[field]! === 3 ? readNumber(fields, field, 0) : -1;
    row.numbers[place] = status;
    return status >= 100;
  };
}

/** Reads digits with at most one point as one whole number and shifts the point once; -1 where there is anything else. */
function readNumber({ bytes, starts, ends }: LineFields, field: number, shift: number): number {
  const end = ends[field]!;
  const start = starts[field]!;
  let whole = 0;
  let point = -1;
  for (let at = start; at < end; at++) {
    const code = bytes[at]!;
    if (code >= ZERO && code <= ZERO + 9) whole = whole * 10 + code - ZERO;
    else if (code === POINT && point < 0) point = at;
    else return -1;
  }
  const digits = end - start - (point < 0 ? 0 : 1);
  if (digits < 1 || digits > EXACT_DIGITS) return -1;
  const exponent = shift - (point < 0 ? 0 : end - point - 1);
  return exponent >= 0 ? whole * POWERS_OF_TEN[exponent]! : whole / POWERS_OF_TEN[-exponent]!;
}
