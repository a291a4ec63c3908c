/**
 * Ticks of an axis of time in any zone.
 *
 * Vega knows two clocks, UTC and that of the process, neither of which need be the viewer's. Moving the data by the zone's offset would fold an hour over another
 * where clocks are set back. So the axis stays linear in UTC, where every hour is as long as it lasts, and only its ticks are the
 * zone's: they stand where its clock shows a round time, and are labelled here. An hour that is shown twice has its ticks twice, one that is skipped has none.
 *
 * @module
 */
import { localToUtcMs, zoneOffsetMs } from "../telemetry/value/time_zone.ts";

/** A tick. */
export interface TimeTick {
  /** ms since 1970. */
  readonly at: number;
  readonly label: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** All zones change their offset on a quarter of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;

const STEPS_MS: readonly number[] = [
  ...[1, 2, 5, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28, 56, 112].map((days) => days * DAY_MS),
];

/**
 * Lists ticks at round times of a zone's clock: times of day, with the date in the place of midnight, or dates.
 *
 * @param zone IANA name, such as `Europe/Berlin`
 * @param most how many there may be about
 * @throws {RangeError} when nobody knows the zone
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const day = [Date.UTC(2026, 0, 5), Date.UTC(2026, 0, 6)] as const;
 * assertEquals(timeTicks(day, "Europe/Berlin", 4).map(({ label }) => label), ["06:00", "12:00", "18:00", "06 Jan"]);
 * ```
 */
export function timeTicks([from, to]: readonly [number, number], zone: string, most: number): TimeTick[] {
  const stepMs = STEPS_MS.find((step) => (to - from) / step <= most) ?? STEPS_MS.at(-1)!;
  const moments = stepMs < DAY_MS ? roundTimes(from, to, stepMs, zone) : roundDays(from, to, stepMs, zone);
  return moments.map((at) => ({ at, label: labelOf(at + zoneOffsetMs(zone, at), stepMs) }));
}

function roundTimes(from: number, to: number, stepMs: number, zone: string): number[] {
  const everyMs = Math.min(stepMs, QUARTER_MS);
  const moments: number[] = [];
  for (let at = Math.ceil(from / everyMs) * everyMs; at <= to; at += everyMs) {
    if ((at + zoneOffsetMs(zone, at)) % stepMs === 0) moments.push(at);
  }
  return moments;
}

function roundDays(from: number, to: number, stepMs: number, zone: string): number[] {
  const first = Math.ceil((from + zoneOffsetMs(zone, from)) / stepMs) * stepMs;
  const count = Math.max(0, Math.floor((to - from) / stepMs) + 2);
  return Array.from({ length: count }, (_, place) => localToUtcMs(zone, first + place * stepMs))
    .filter((at) => at >= from && at <= to);
}

/** @param clock what the zone's clock shows, as if it were UTC */
function labelOf(clock: number, stepMs: number): string {
  const date = new Date(clock);
  return stepMs < DAY_MS && clock % DAY_MS !== 0
    ? date.toISOString().slice(11, 16)
    : date.toLocaleDateString("en-GB", { timeZone: "UTC", day: "2-digit", month: "short" });
}
