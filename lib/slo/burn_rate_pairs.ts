/**
 * Alerts on burn rates, as data: https://sre.google/workbook/alerting-on-slos/, section 6, "Multiwindow, Multi-Burn-Rate Alerts".
 *
 * A pair fires while the burn rate is above its factor over the long window, which says that it matters, and over the short one, a twelfth of it, which says that
 * it still goes on. Before a pair fires the budget has lost factor x long window / objective's window: 2 %, 5 %, 10 % and 10 % of 30 days.
 *
 * The workbook gives the pairs for 30 days. For other windows they are stretched with the window, so that both the factors and those shares stay what they are: over
 * 7 days the first pair is 14 min & 2 min. With fixed windows the factors would have to shrink instead, for a week to 3.4, 1.4, 0.7 and 0.2, and the
 * last two would wake somebody while the objective is kept.
 *
 * @module
 */
import { DAY_MS } from "../table/day.ts";
import { nominalMs, type SloWindow } from "./slo_window.ts";

/** Whether somebody is woken at once, or looks at it in working hours. */
export type AlertUrgency = "page" | "ticket";

/** A burn rate that must be exceeded over two windows. */
export interface BurnRatePair {
  readonly name: "page_fast" | "page_slow" | "ticket_fast" | "ticket_slow";
  readonly urgency: AlertUrgency;
  readonly factor: number;
  readonly longMs: number;
  readonly shortMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PERIOD_MS = 30 * DAY_MS;

/** The pairs for a window of 30 days. */
export const BURN_RATE_PAIRS: readonly BurnRatePair[] = [
  { name: "page_fast", urgency: "page", factor: 14.4, longMs: HOUR_MS, shortMs: 5 * MINUTE_MS },
  { name: "page_slow", urgency: "page", factor: 6, longMs: 6 * HOUR_MS, shortMs: 30 * MINUTE_MS },
  { name: "ticket_fast", urgency: "ticket", factor: 3, longMs: DAY_MS, shortMs: 2 * HOUR_MS },
  { name: "ticket_slow", urgency: "ticket", factor: 1, longMs: 3 * DAY_MS, shortMs: 6 * HOUR_MS },
];

/**
 * Stretches the pairs to an objective's window, in whole minutes, rounded up.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const [fast] = pairsOf("7d");
 * assertEquals([fast!.factor, fast!.longMs / 60_000, fast!.shortMs / 60_000], [14.4, 14, 2]);
 * ```
 */
export function pairsOf(window: SloWindow): readonly BurnRatePair[] {
  const stretch = (ms: number) => Math.ceil(ms * nominalMs(window) / PERIOD_MS / MINUTE_MS) * MINUTE_MS;
  return BURN_RATE_PAIRS.map((pair) => ({ ...pair, longMs: stretch(pair.longMs), shortMs: stretch(pair.shortMs) }));
}

/** Share of the budget that is gone when a pair fires at its factor: factor x long window / objective's window. */
export function budgetShare({ factor, longMs }: BurnRatePair, window: SloWindow): number {
  return factor * longMs / nominalMs(window);
}
