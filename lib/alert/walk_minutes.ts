/** Takes a series through the state machine, minute by minute. @module */
import { type AlertState, type Firing, type Hysteresis, observe, type Reading } from "./alert_state.ts";

const MINUTE_MS = 60_000;

/** Whole minutes that are to be looked at, ms since 1970; `to` is the end of the last one. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where a series stands after a stretch of minutes. */
export interface Walk {
  /** Null when the series is quiet. */
  readonly state: AlertState | null;
  /** What resolved on the way, in order of time. */
  readonly resolved: readonly Firing[];
}

/**
 * Goes over a stretch; minutes that have no reading have no value.
 *
 * @param readings in order of time, one a minute; those outside of the stretch are passed over
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const rule = { comparison: "above", fire_level: 5, clear_level: 5, for_minutes: 1, keep_firing_for_minutes: 1 };
 * const { state, resolved } = walkMinutes(null, [{ at: 60_000, value: 9 }], { from: 0, to: 180_000 }, rule);
 * assertEquals(state, null);
 * assertEquals(resolved, [{ startedAt: 60_000, firedAt: 120_000, resolvedAt: 180_000, peakValue: 9 }]);
 * ```
 */
export function walkMinutes(
  start: AlertState | null,
  readings: readonly Reading[],
  { from, to }: Stretch,
  rule: Hysteresis,
): Walk {
  const resolved: Firing[] = [];
  let state = start;
  let next = from;
  const take = (reading: Reading) => {
    const transition = observe(state, reading, rule);
    state = transition.state;
    if (transition.resolved !== null) resolved.push(transition.resolved);
    next = reading.at + MINUTE_MS;
  };
  // Quiet minutes without a value change nothing: a gap costs no more than the alert that it ends.
  const pass = (until: number) => {
    while (state !== null && next < until) take({ at: next, value: null });
  };
  for (const reading of readings) {
    if (reading.at < from || reading.at >= to) continue;
    pass(reading.at);
    take(reading);
  }
  pass(to);
  return { state, resolved };
}
