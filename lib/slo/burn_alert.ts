/** Whether a pair of windows burns the budget too fast at a moment. @module */
import { burnRate } from "./error_budget.ts";
import type { EventRecord } from "./event_record.ts";
import type { BurnRatePair } from "./burn_rate_pairs.ts";
import { isSure } from "./low_traffic_guard.ts";
import type { Objective } from "./objective.ts";

/**
 * Computes the burn rate of a pair: the lower one of its two windows, since both must be above the factor.
 *
 * @param at ms since 1970; the windows end there
 * @returns null where one of the windows has no events
 */
export function pairBurnRate(objective: Objective, record: EventRecord, pair: BurnRatePair, at: number): number | null {
  const rates = [pair.longMs, pair.shortMs].map((ms) =>
    burnRate(record.countsIn({ from: at - ms, to: at }), objective.targetRatio)
  );
  return rates.includes(null) ? null : Math.min(...rates as number[]);
}

/** Tells whether a pair fires at a moment: above its factor over both windows, by enough bad events to be sure. */
export function isFiring(objective: Objective, record: EventRecord, pair: BurnRatePair, at: number): boolean {
  const long = record.countsIn({ from: at - pair.longMs, to: at });
  return isSure(long, pair.factor, objective) && (pairBurnRate(objective, record, pair, at) ?? 0) > pair.factor;
}
