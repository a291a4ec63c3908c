/** Evaluates an objective: what is known of its events in, rows of `slo_status` out. @module */
import { isFiring, pairBurnRate } from "./burn_alert.ts";
import { type AlertUrgency, type BurnRatePair, pairsOf } from "./burn_rate_pairs.ts";
import { forecastBudget } from "./budget_forecast.ts";
import { burnRate, errorBudget } from "./error_budget.ts";
import type { EventRecord } from "./event_record.ts";
import type { Objective } from "./objective.ts";
import type { SloStatusRow } from "./slo_status.ts";
import { lengthOf, overlap, type Span } from "./span.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Evaluates an objective at the end of every hour of some days of which anything is known.
 *
 * @param days starts of UTC days, ms since 1970
 */
export function evaluateObjective(objective: Objective, record: EventRecord, days: readonly number[]): SloStatusRow[] {
  const hours = days.flatMap((day) => Array.from({ length: 24 }, (_, hour) => day + hour * HOUR_MS));
  return hours.flatMap((hourAt) => {
    const hour = { from: hourAt, to: hourAt + HOUR_MS };
    const known = record.known.map((span) => overlap(hour, span)).filter((span) => lengthOf(span) > 0);
    return known.length === 0 ? [] : [rowOf(objective, record, { from: hourAt, to: known.at(-1)!.to })];
  });
}

/** Makes the row of an hour, or of the part of it that is known. */
function rowOf(objective: Objective, record: EventRecord, hour: Span): SloStatusRow {
  const at = hour.to;
  const budget = errorBudget(objective, record, at);
  const forecast = forecastBudget(objective, record, budget, at);
  const ofHour = record.countsIn(hour);
  const pairs = pairsOf(objective.window);
  const rates = Object.fromEntries(
    pairs.map((pair) => [`${pair.name}_burn_rate`, pairBurnRate(objective, record, pair, at)]),
  ) as Record<`${BurnRatePair["name"]}_burn_rate`, number | null>;
  const minutesDue = (urgency: AlertUrgency) =>
    countMinutes(
      hour,
      (end) => pairs.some((pair) => pair.urgency === urgency && isFiring(objective, record, pair, end)),
    );
  return {
    hour_at: hour.from,
    objective: objective.name,
    indicator: objective.indicator,
    scope_kind: objective.scopeKind,
    scope: objective.scope,
    window: objective.window,
    target_ratio: objective.targetRatio,
    threshold_ms: objective.thresholdMs,
    event_count: ofHour.eventCount,
    bad_count: ofHour.badCount,
    window_from_at: budget.span.from,
    window_to_at: budget.span.to,
    window_event_count: budget.eventCount,
    window_bad_count: budget.badCount,
    known_ratio: budget.knownRatio,
    attained_ratio: budget.attainedRatio,
    budget_count: budget.budgetCount,
    budget_left_ratio: budget.leftRatio,
    burn_rate: burnRate(budget, objective.targetRatio),
    ...rates,
    page_minute_count: minutesDue("page"),
    ticket_minute_count: minutesDue("ticket"),
    recent_bad_count: forecast.recentBadCount,
    budget_gone_at: forecast.goneAt,
  };
}

function countMinutes({ from, to }: Span, isDue: (end: number) => boolean): number {
  let count = 0;
  for (let end = from + MINUTE_MS; end <= to; end += MINUTE_MS) if (isDue(end)) count++;
  return count;
}
