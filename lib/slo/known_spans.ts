/** When traffic is known at all. @module */
import { DAY_MS } from "../table/day.ts";
import type { Span } from "./span.ts";

const MINUTE_MS = 60_000;

/** The first and the last minute of a UTC day in which any request began. */
export interface KnownDay {
  /** Start of the day, ms since 1970. */
  readonly day: number;
  readonly first_at: number;
  readonly last_at: number;
}

/**
 * Joins days that follow each other: a quiet night between two known days is known to be quiet, a day without any request is not known, and neither is
 * what lies before the first minute of a stretch or after its last.
 *
 * @param days ascending
 */
export function knownSpans(days: readonly KnownDay[]): Span[] {
  const spans: { from: number; to: number; day: number }[] = [];
  for (const { day, first_at, last_at } of days) {
    const last = spans.at(-1);
    if (last !== undefined && day - last.day === DAY_MS) Object.assign(last, { to: last_at + MINUTE_MS, day });
    else spans.push({ from: first_at, to: last_at + MINUTE_MS, day });
  }
  return spans.map(({ from, to }) => ({ from, to }));
}
