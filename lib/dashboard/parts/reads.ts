/** What a page reads of a span: whole windows, and what began earlier and is going on. @module */
import { DAY_MS } from "../../table/day.ts";
import type { PageRange, ViewRead } from "../page.ts";
import { windowMs } from "./series.ts";

const HOUR_MS = 3_600_000;
/** Longest span whose scopes are read minute by minute; hours would miss most of it. */
const SCOPE_MINUTES_UP_TO_MS = 2 * HOUR_MS;
/** How long before a span something may have begun that is going on in it. */
const LONGEST_MS = 7 * DAY_MS;

/**
 * Widens a span to whole windows: the one that it begins in counts as well.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(wholeWindows({ from: 5_400_000, to: 6_300_000 }, 3_600_000), { from: 3_600_000, to: 6_300_000 });
 * ```
 */
export function wholeWindows({ from, to }: PageRange, lengthMs: number): PageRange {
  return { from: Math.floor(from / lengthMs) * lengthMs, to };
}

/** Widens a span to whole hours. */
export function wholeHours(range: PageRange): PageRange {
  return wholeWindows(range, HOUR_MS);
}

/** Widens a span to whole UTC days. */
export function wholeDays(range: PageRange): PageRange {
  return wholeWindows(range, DAY_MS);
}

/** Widens a span back to where anything began that may be going on in it. */
export function withEarlier({ from, to }: PageRange): PageRange {
  return { from: from - LONGEST_MS, to };
}

/** Chooses the window of `kpis` that the scopes of a span are read in. */
export function scopeWindowOf({ from, to }: PageRange): "minute" | "hour" {
  return to - from <= SCOPE_MINUTES_UP_TO_MS ? "minute" : "hour";
}

/** Reads the KPIs of all scopes of some kinds. */
export function readScopes(range: PageRange, kinds: readonly string[]): ViewRead {
  const window = scopeWindowOf(range);
  return { view: "kpis", ...wholeWindows(range, windowMs(window)), only: { window: [window], scope_kind: kinds } };
}

/** Reads what has a beginning and an end, as far as it lies within a span. @param endsAt column of its end; null there while it goes on */
export function readLasting(view: string, range: PageRange, endsAt: string): ViewRead {
  return { view, ...withEarlier(range), goesOn: { until: endsAt, after: range.from } };
}
