/**
 * Moments as logs write them, to milliseconds since 1970 in UTC.
 *
 * Every reader here returns NaN for text that is no moment: a month that is no month, 31 April, hour 24. Second 60
 * is a leap second and counts as the first of the next minute. Years run from 1970 to 9999. Digits are read by their
 * character codes, because one moment a line makes this the hottest code of an ingest.
 *
 * @module
 */
import { localToUtcMs } from "./time_zone.ts";

const CODE = { zero: 48, plus: 43, minus: 45, point: 46, comma: 44, slash: 47, colon: 58, space: 32, T: 84, Z: 90 };
const LOWER_CASE = 32;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  .map((name) => threeLetters(name, 0));

/**
 * Reads `22/Nov/2026:21:29:21 +0000`, the time of the common log format, with or without a fraction.
 *
 * @returns ms since 1970, or NaN, also where the offset is missing
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseClfInstant } from "./instant.ts";
 *
 * assertEquals(parseClfInstant("22/Nov/2026:22:29:21 +0100"), Date.UTC(2026, 10, 22, 21, 29, 21));
 * ```
 */
export function parseClfInstant(text: string): number {
  return readNamedMonth(text, null);
}

/**
 * Reads `06/Feb/2009:12:14:14.655`, HAProxy's time without an offset; where there is an offset, that one counts.
 *
 * @param timeZone IANA zone of the HAProxy process; see `localToUtcMs` for the hours that a change of clocks makes
 * ambiguous
 * @returns ms since 1970, or NaN
 */
export function parseHaproxyInstant(text: string, timeZone: string): number {
  return readNamedMonth(text, timeZone);
}

/**
 * Reads an ISO 8601 moment: `T` or a space in the middle, any number of decimals (cut to ms), `Z`, `+01:00`, `+0100`
 * or `+01` at the end.
 *
 * @param timeZone IANA zone of a moment without offset
 * @returns ms since 1970, or NaN
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseIsoInstant } from "./instant.ts";
 *
 * assertEquals(parseIsoInstant("2026-11-22T21:40:04.459123Z"), Date.UTC(2026, 10, 22, 21, 40, 4, 459));
 * assertEquals(parseIsoInstant("2026-11-22 21:40:04"), Date.UTC(2026, 10, 22, 21, 40, 4));
 * ```
 */
export function parseIsoInstant(text: string, timeZone = "UTC"): number {
  return readIso(text, timeZone, 3);
}

/** Reads the same as {@link parseIsoInstant}, in microseconds: for differences of two moments. */
export function parseIsoMicroseconds(text: string, timeZone = "UTC"): number {
  return readIso(text, timeZone, 6);
}

function readIso(text: string, timeZone: string, decimals: 3 | 6): number {
  if (text.charCodeAt(4) !== CODE.minus || text.charCodeAt(7) !== CODE.minus) return NaN;
  const separator = text.charCodeAt(10);
  if (separator !== CODE.T && separator !== CODE.space && separator !== CODE.T + LOWER_CASE) return NaN;
  const dayMs = dayStartMs(fourDigits(text, 0), twoDigits(text, 5), twoDigits(text, 8));
  return readClock(text, 11, dayMs, timeZone, decimals);
}

function readNamedMonth(text: string, timeZone: string | null): number {
  if (text.charCodeAt(2) !== CODE.slash || text.charCodeAt(6) !== CODE.slash) return NaN;
  if (text.charCodeAt(11) !== CODE.colon) return NaN;
  const dayMs = dayStartMs(fourDigits(text, 7), monthNumber(text, 3), twoDigits(text, 0));
  return readClock(text, 12, dayMs, timeZone, 3);
}

/** Reads `HH:MM:SS`, the fraction and the offset, which end the text. */
function readClock(text: string, start: number, dayMs: number, timeZone: string | null, decimals: number): number {
  if (text.charCodeAt(start + 2) !== CODE.colon || text.charCodeAt(start + 5) !== CODE.colon) return NaN;
  const hour = twoDigits(text, start);
  const minute = twoDigits(text, start + 3);
  const second = twoDigits(text, start + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return NaN;
  const localMs = dayMs + hour * 3_600_000 + minute * 60_000 + second * 1_000;
  const fractionStart = start + 8;
  const fractionEnd = endOfFraction(text, fractionStart);
  const utcMs = toUtcMs(text, fractionEnd, localMs, timeZone);
  return utcMs * (decimals === 3 ? 1 : 1_000) + fractionOf(text, fractionStart + 1, fractionEnd, decimals);
}

function endOfFraction(text: string, start: number): number {
  const mark = text.charCodeAt(start);
  if (mark !== CODE.point && mark !== CODE.comma) return start;
  let end = start + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  return end === start + 1 ? start : end;
}

function fractionOf(text: string, start: number, end: number, decimals: number): number {
  let value = 0;
  for (let place = 0; place < decimals; place++) {
    const at = start + place;
    value = value * 10 + (at < end ? text.charCodeAt(at) - CODE.zero : 0);
  }
  return value;
}

function toUtcMs(text: string, end: number, localMs: number, timeZone: string | null): number {
  if (end === text.length) return timeZone === null ? NaN : localToUtcMs(timeZone, localMs);
  const start = text.charCodeAt(end) === CODE.space ? end + 1 : end;
  const sign = text.charCodeAt(start);
  if ((sign === CODE.Z || sign === CODE.Z + LOWER_CASE) && start + 1 === text.length) return localMs;
  if (sign !== CODE.plus && sign !== CODE.minus) return NaN;
  const offsetMs = readOffsetMs(text, start + 1);
  return sign === CODE.plus ? localMs - offsetMs : localMs + offsetMs;
}

function readOffsetMs(text: string, start: number): number {
  const minuteStart = text.charCodeAt(start + 2) === CODE.colon ? start + 3 : start + 2;
  const hasMinutes = text.length > start + 2;
  const hours = twoDigits(text, start);
  const minutes = hasMinutes ? twoDigits(text, minuteStart) : 0;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NaN;
  if (hasMinutes && text.length !== minuteStart + 2) return NaN;
  return hours * 3_600_000 + minutes * 60_000;
}

function dayStartMs(year: number, month: number, day: number): number {
  if (!(year >= 1970) || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return NaN;
  return daysSince1970(year, month, day) * 86_400_000;
}

/** Counts days with the year begun in March, so that the leap day is its last: Hinnant, `days_from_civil`. */
function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day;
  return marchYear * 365 + leapDays + dayOfYear - 719_469;
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return 31 - (month - 1) % 7 % 2;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function monthNumber(text: string, start: number): number {
  return MONTHS.indexOf(threeLetters(text, start)) + 1;
}

function threeLetters(text: string, start: number): number {
  return text.charCodeAt(start) << 16 | text.charCodeAt(start + 1) << 8 | text.charCodeAt(start + 2);
}

function isDigit(code: number): boolean {
  return code >= CODE.zero && code < CODE.zero + 10;
}

function twoDigits(text: string, start: number): number {
  const tens = text.charCodeAt(start);
  const units = text.charCodeAt(start + 1);
  return isDigit(tens) && isDigit(units) ? (tens - CODE.zero) * 10 + units - CODE.zero : -1;
}

function fourDigits(text: string, start: number): number {
  const century = twoDigits(text, start);
  const year = twoDigits(text, start + 2);
  return century < 0 || year < 0 ? NaN : century * 100 + year;
}
