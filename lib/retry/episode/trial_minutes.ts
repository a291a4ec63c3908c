/** Minutes of load, for tests. @module */
import type { LoadMinute } from "./load_minute.ts";

/** What each minute of a span is like. */
export interface TrialSpan {
  readonly minutes: number;
  readonly originals: number;
  readonly retries?: number;
  /** Good answers; by default all first attempts have one. */
  readonly successes?: number;
}

/** Puts spans one after the other, from 1970 on; each attempt takes 100 ms. */
export function trialMinutes(...spans: readonly TrialSpan[]): LoadMinute[] {
  return spans.flatMap(({ minutes, originals, retries = 0, successes = originals }) =>
    Array.from({ length: minutes }, () => ({
      originalCount: originals,
      retryCount: retries,
      successCount: successes,
      wastedMs: 100 * (originals + retries - successes),
      totalMs: 100 * (originals + retries),
    }))
  ).map((minute, i) => ({ minuteAt: 60_000 * i, ...minute }));
}

/** An hour like any other. */
export const CALM: TrialSpan = { minutes: 60, originals: 100, retries: 1, successes: 100 };

/** Half of all attempts fail, and all failures come back. */
export const STORM: TrialSpan = { minutes: 20, originals: 100, retries: 95, successes: 97 };

/** As much is wanted as ever, five times as much is tried and a third of it is had. */
export const SUSTAINED: TrialSpan = { minutes: 25, originals: 100, retries: 420, successes: 35 };

/** Three times the usual first attempts, more than can be served. */
export const SURGE: TrialSpan = { minutes: 8, originals: 300, retries: 600, successes: 80 };
