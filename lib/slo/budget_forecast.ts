/**
 * When the budget is gone.
 *
 * Question: if bad events go on as they have of late, when are there as many as the budget allows? "Of late" is the last tenth of the window's length, three
 * days of thirty, as in the slowest alert of the workbook: long enough for a day and night, short enough to forget what is mended.
 *
 * Calendar window: at + left / pace, if that is before its end. Rolling window: old bad events leave at one end while new ones come in at the other, so the
 * window is moved on hour by hour, with what is known behind `at` and the pace ahead of it, until the bad events reach the budget.
 *
 * Limits: the pace is carried on as it is, without day or week; the budget, hence traffic, too; a pace of a few bad events is a guess, which is why their
 * number is reported beside it.
 *
 * @module
 */
import type { ErrorBudget } from "./error_budget.ts";
import type { EventRecord } from "./event_record.ts";
import type { Objective } from "./objective.ts";
import { isCalendar, nominalMs } from "./slo_window.ts";

const HOUR_MS = 3_600_000;

/** A forecast with what it rests on. */
export interface BudgetForecast {
  /** When the budget is gone, ms since 1970; the moment itself where it is gone already, null where it lasts or is not known. */
  readonly goneAt: number | null;
  /** Bad events of the last tenth of the window's length. */
  readonly recentBadCount: number;
}

/** Forecasts the end of a budget as it stands at a moment, in ms since 1970. */
export function forecastBudget(
  objective: Objective,
  record: EventRecord,
  { budgetCount, badCount, span }: ErrorBudget,
  at: number,
): BudgetForecast {
  const recent = { from: at - nominalMs(objective.window) / 10, to: at };
  const recentBadCount = record.countsIn(recent).badCount;
  const goneAt = (() => {
    if (budgetCount === null) return null;
    if (badCount >= budgetCount) return at;
    if (recentBadCount === 0) return null;
    const badPerMs = recentBadCount / record.knownMs(recent);
    return isCalendar(objective.window)
      ? beforeEnd(at + (budgetCount - badCount) / badPerMs, span.to)
      : rollUntil({ record, lengthMs: nominalMs(objective.window), budgetCount, badPerMs }, at);
  })();
  return { goneAt, recentBadCount };
}

function beforeEnd(at: number, end: number): number | null {
  return at < end ? at : null;
}

interface Rolling {
  readonly record: EventRecord;
  readonly lengthMs: number;
  readonly budgetCount: number;
  readonly badPerMs: number;
}

/** Moves the window on by at most its own length: behind that it holds the pace alone, which has then been compared already. */
function rollUntil({ record, lengthMs, budgetCount, badPerMs }: Rolling, at: number): number | null {
  for (let ahead = HOUR_MS; ahead <= lengthMs; ahead += HOUR_MS) {
    const behind = record.countsIn({ from: at + ahead - lengthMs, to: at }).badCount;
    if (behind + badPerMs * ahead >= budgetCount) return at + ahead;
  }
  return null;
}
