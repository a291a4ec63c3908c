/**
 * When an alert fires and when it resolves: a state machine over the minutes of one series.
 *
 * A single bad minute is noise, and a value that swings around one level would fire and resolve all night. So there are two levels and two times, the words for
 * which are those of Prometheus' alerting rules: a series that passes `fire_level` is pending, and fires when that has held `for_minutes` minutes in a row; a firing one
 * resolves when `keep_firing_for_minutes` minutes in a row were back within `clear_level`. Between the two levels nothing changes (hysteresis, as in a Schmitt trigger).
 * A minute without a value is evidence of nothing: it ends what is pending and counts as clear, like a series that Prometheus no longer finds.
 *
 * The state is all that is kept between minutes, so that going on from it gives what one pass over all minutes gives.
 *
 * @module
 */
import { type AlertRuleRow, isBeyond } from "./alert_rule.ts";

const MINUTE_MS = 60_000;

/** A value of a minute; null where there is none. */
export interface Reading {
  /** Start of the minute, ms since 1970. */
  readonly at: number;
  readonly value: number | null;
}

/** What a rule says about levels and times. */
export type Hysteresis = Pick<
  AlertRuleRow,
  "comparison" | "fire_level" | "clear_level" | "for_minutes" | "keep_firing_for_minutes"
>;

/** A series that is not quiet; a quiet one has no state. Moments are ms since 1970. */
export interface AlertState {
  /** Start of the first minute in which the level was passed. */
  readonly startedAt: number;
  /** End of the minute that made it fire; null while it is pending. */
  readonly firedAt: number | null;
  /** Start of the first of the clear minutes that are in a row now; null where the last one was not clear. */
  readonly clearSinceAt: number | null;
  /** The value that was farthest beyond the level. */
  readonly peakValue: number;
}

/** An alert that has resolved, or still fires. */
export interface Firing {
  readonly startedAt: number;
  readonly firedAt: number;
  readonly resolvedAt: number | null;
  readonly peakValue: number;
}

/** What one minute made of a series. */
export interface Transition {
  /** Null when the series is quiet. */
  readonly state: AlertState | null;
  /** What has resolved with this minute; null mostly. */
  readonly resolved: Firing | null;
}

const QUIET: Transition = { state: null, resolved: null };

/** Takes the next minute into account. Minutes must come in order and without a gap, unless the series is quiet. */
export function observe(state: AlertState | null, reading: Reading, rule: Hysteresis): Transition {
  if (state !== null && state.firedAt !== null) return observeFiring(state, state.firedAt, reading, rule);
  const { at, value } = reading;
  if (!isBeyond(value, rule.comparison, rule.fire_level)) return QUIET;
  const startedAt = state?.startedAt ?? at;
  const end = at + MINUTE_MS;
  const firedAt = end - startedAt >= rule.for_minutes * MINUTE_MS ? end : null;
  const peakValue = state === null ? value! : farther(state.peakValue, value!, rule.comparison);
  return { state: { startedAt, firedAt, clearSinceAt: null, peakValue }, resolved: null };
}

function observeFiring(state: AlertState, firedAt: number, { at, value }: Reading, rule: Hysteresis): Transition {
  if (isBeyond(value, rule.comparison, rule.clear_level)) {
    const peakValue = farther(state.peakValue, value!, rule.comparison);
    return { state: { ...state, clearSinceAt: null, peakValue }, resolved: null };
  }
  const clearSinceAt = state.clearSinceAt ?? at;
  const end = at + MINUTE_MS;
  if (end - clearSinceAt < rule.keep_firing_for_minutes * MINUTE_MS) {
    return { state: { ...state, clearSinceAt }, resolved: null };
  }
  const { startedAt, peakValue } = state;
  return { state: null, resolved: { startedAt, firedAt, resolvedAt: end, peakValue } };
}

function farther(peak: number, value: number, comparison: string): number {
  return comparison === "below" ? Math.min(peak, value) : Math.max(peak, value);
}
