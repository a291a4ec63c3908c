/**
 * Local times without an offset, as HAProxy logs them, to UTC.
 *
 * Zone rules come from `Intl`, which is slow, so offsets are remembered. All zones change their offset on a quarter of
 * an hour, and so one offset holds for each quarter.
 *
 * @module
 */

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const REMEMBERED_QUARTERS = 4_096;

class ZoneRules {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();
  #lastLocalQuarter = NaN;
  #lastLocalOffset = 0;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  offsetAt(utcMs: number): number {
    const quarter = Math.floor(utcMs / QUARTER_MS);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    const offset = this.#wallClockAt(quarter * QUARTER_MS) - quarter * QUARTER_MS;
    if (this.#offsets.size >= REMEMBERED_QUARTERS) this.#offsets.clear();
    this.#offsets.set(quarter, offset);
    return offset;
  }

  offsetOfLocal(localMs: number): number {
    const quarter = Math.floor(localMs / QUARTER_MS);
    if (quarter !== this.#lastLocalQuarter) {
      this.#lastLocalQuarter = quarter;
      this.#lastLocalOffset = this.#chooseOffset(localMs);
    }
    return this.#lastLocalOffset;
  }

  #chooseOffset(localMs: number): number {
    const before = this.offsetAt(localMs - DAY_MS);
    const after = this.offsetAt(localMs + DAY_MS);
    if (this.offsetAt(localMs - before) === before) return before;
    return this.offsetAt(localMs - after) === after ? after : before;
  }

  #wallClockAt(utcMs: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(utcMs)) part[type] = Number(value);
    return Date.UTC(part["year"]!, part["month"]! - 1, part["day"], part["hour"], part["minute"], part["second"]);
  }
}

const RULES = new Map<string, ZoneRules>();

function rulesOf(timeZone: string): ZoneRules {
  let rules = RULES.get(timeZone);
  if (rules === undefined) {
    rules = new ZoneRules(timeZone);
    RULES.set(timeZone, rules);
  }
  return rules;
}

/**
 * Computes how far a zone's clock is ahead of UTC, in ms, negative west of Greenwich.
 *
 * @param timeZone IANA name, such as `Europe/Berlin`
 * @throws {RangeError} when nobody knows the zone
 */
export function zoneOffsetMs(timeZone: string, utcMs: number): number {
  return timeZone === "UTC" ? 0 : rulesOf(timeZone).offsetAt(utcMs);
}

/**
 * Computes the instant at which a zone's clock shows a local time.
 *
 * An hour that clocks show twice is taken as its first showing, summer time; a time that clocks skip is read with the
 * offset before the skip, and so lands after it. Both are the choice of RFC 5545 and of `Temporal`.
 *
 * @param localMs the local time as if it were UTC, ms since 1970
 * @throws {RangeError} when nobody knows the zone
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { localToUtcMs } from "./time_zone.ts";
 *
 * assertEquals(localToUtcMs("Europe/Berlin", Date.UTC(2026, 10, 22, 12)), Date.UTC(2026, 10, 22, 11));
 * ```
 */
export function localToUtcMs(timeZone: string, localMs: number): number {
  return timeZone === "UTC" ? localMs : localMs - rulesOf(timeZone).offsetOfLocal(localMs);
}
