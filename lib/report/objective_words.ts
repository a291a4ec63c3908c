/** How objectives stand, as people read it. @module */
import { BURN_RATE_PAIRS } from "../slo/burn_rate_pairs.ts";
import type { ObjectiveReport } from "./report.ts";
import { count, milliseconds, moment, percent } from "./words.ts";

/** Whether an objective is broken, will be before its window is over, or lasts. */
export type Standing = "broken" | "at risk" | "kept";

/** Tells how an objective stands that has had events. */
export function standingOf({ budget_left_ratio, budget_gone_at }: ObjectiveReport): Standing {
  if (budget_left_ratio! <= 0) return "broken";
  return budget_gone_at === null ? "kept" : "at risk";
}

/** Says in one line what is promised, attained and left, how fast the budget burns and when it is gone. */
export function objectiveWords(row: ObjectiveReport): string {
  const { objective, window, target_ratio, attained_ratio, threshold_ms, known_ratio } = row;
  const within = threshold_ms === null ? "" : ` within ${milliseconds(threshold_ms)}`;
  const known = known_ratio >= 0.995 ? "" : `, ${percent(known_ratio)} of it known`;
  return [
    `${objective}: ${sharePercent(target_ratio)}${within} over ${window}${known}, ${
      sharePercent(attained_ratio!)
    } attained`,
    budgetWords(row),
    `burn rates ${burnRates(row)}`,
    ...dueWords(row),
  ].join("; ");
}

function budgetWords(row: ObjectiveReport): string {
  const { budget_left_ratio, budget_gone_at, recent_bad_count } = row;
  const left = Math.round(100 * budget_left_ratio!);
  if (left <= 0) return `budget overspent by ${count(-left)} %`;
  if (budget_gone_at === null) return `${left} % of the budget left`;
  return `${left} % of the budget left, gone on ${moment(budget_gone_at).slice(0, 10)} at the pace of ${
    count(recent_bad_count)
  } recent failures`;
}

/** The burn rates of the alerts, each with the one above which it fires. */
function burnRates(row: ObjectiveReport): string {
  return BURN_RATE_PAIRS.map(({ name, factor }) => {
    const rate = row[`${name}_burn_rate`];
    return `${rate === null ? "–" : Number(rate.toPrecision(2))} of ${factor}`;
  }).join(", ");
}

function dueWords({ run_page_minute_count, run_ticket_minute_count }: ObjectiveReport): string[] {
  if (run_page_minute_count > 0) return [`a page was due for ${count(run_page_minute_count)} min`];
  return run_ticket_minute_count > 0 ? [`a ticket was due for ${count(run_ticket_minute_count)} min`] : [];
}

/**
 * Writes a share of good events with two digits of what is missing to all of them.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals([1, 0.999, 0.99713, 0.5, 0.999991].map(sharePercent), ["100 %", "99.9 %", "99.71 %", "50 %", "99.9991 %"]);
 * ```
 */
export function sharePercent(ratio: number): string {
  const missingDigits = ratio < 1 ? Math.floor(-Math.log10(1 - ratio)) : 0;
  return `${Number((100 * ratio).toFixed(Math.min(missingDigits, 12)))} %`;
}
