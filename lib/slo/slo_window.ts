/** The windows of objectives: so many days up to now, or the calendar's week and month. @module */
import { DAY_MS } from "../table/day.ts";
import type { Span } from "./span.ts";

/** A rolling window by its days, or a calendar window by its name. */
export type SloWindow = `${number}d` | "week" | "month";

/** Longest rolling window, in days. */
export const MOST_DAYS = 366;

const WEEK_MS = 7 * DAY_MS;

/** A Monday. */
const FIRST_MONDAY = 4 * DAY_MS;

/** Tells whether a text names a window: `1d` to `366d`, `week` or `month`. */
export function isSloWindow(text: string): text is SloWindow {
  if (text === "week" || text === "month") return true;
  const days = Number(/^([1-9]\d*)d$/.exec(text)?.[1]);
  return days <= MOST_DAYS;
}

/** Tells whether a window begins and ends with the calendar. */
export function isCalendar(window: SloWindow): window is "week" | "month" {
  return window === "week" || window === "month";
}

/** Length in ms that alerts and forecasts go by: a month counts as 30 days. */
export function nominalMs(window: SloWindow): number {
  if (window === "week") return WEEK_MS;
  return window === "month" ? 30 * DAY_MS : parseInt(window) * DAY_MS;
}

/**
 * Places a window at a moment: a rolling one ends there, a calendar one is the week (from Monday) or month in UTC that the millisecond before it lies in.
 *
 * @param at ms since 1970
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const day = (text: string) => Date.parse(`${text}T00:00Z`);
 * assertEquals(windowSpan("7d", day("2026-11-25")), { from: day("2026-11-18"), to: day("2026-11-25") });
 * assertEquals(windowSpan("week", day("2026-11-25")), { from: day("2026-11-23"), to: day("2026-11-30") });
 * assertEquals(windowSpan("month", day("2026-12-01")), { from: day("2026-11-01"), to: day("2026-12-01") });
 * ```
 */
export function windowSpan(window: SloWindow, at: number): Span {
  if (!isCalendar(window)) return { from: at - nominalMs(window), to: at };
  const last = at - 1;
  if (window === "week") {
    const from = FIRST_MONDAY + Math.floor((last - FIRST_MONDAY) / WEEK_MS) * WEEK_MS;
    return { from, to: from + WEEK_MS };
  }
  const date = new Date(last);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { from: Date.UTC(year, month), to: Date.UTC(year, month + 1) };
}
