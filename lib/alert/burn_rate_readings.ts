/** What a rule on a burn rate looks at: how far the pairs of windows are beyond their factors, minute by minute. @module */
import { isFiring, pairBurnRate } from "../slo/burn_alert.ts";
import { type AlertUrgency, pairsOf } from "../slo/burn_rate_pairs.ts";
import type { EventRecord } from "../slo/event_record.ts";
import type { Objective } from "../slo/objective.ts";
import type { Reading } from "./alert_state.ts";
import type { Stretch } from "./walk_minutes.ts";

const MINUTE_MS = 60_000;

/**
 * Computes, at the end of every minute, burn rate / factor of the pair that is farthest beyond its own; 0 where no pair of that urgency fires.
 *
 * @param record the events of the objective, back to the longest window before the stretch
 */
export function burnRateReadings(
  objective: Objective,
  record: EventRecord,
  urgency: string,
  { from, to }: Stretch,
): Reading[] {
  const pairs = pairsOf(objective.window).filter((pair) => pair.urgency === urgency);
  const readings: Reading[] = [];
  for (let at = from; at < to; at += MINUTE_MS) {
    const end = at + MINUTE_MS;
    const excesses = pairs.filter((pair) => isFiring(objective, record, pair, end))
      .map((pair) => pairBurnRate(objective, record, pair, end)! / pair.factor);
    readings.push({ at, value: Math.max(0, ...excesses) });
  }
  return readings;
}

/** How far before a minute its windows reach, ms. */
export function burnRateReachMs({ window }: Objective, urgency: AlertUrgency): number {
  return Math.max(...pairsOf(window).filter((pair) => pair.urgency === urgency).map(({ longMs }) => longMs));
}
