/**
 * The error budget: how many bad events an objective allows, and how many of them are spent.
 *
 * Budget = (1 - target) x events of the window; burn rate = (bad / events) / (1 - target): at 1 the budget lasts exactly as long as the window, at 14.4 that
 * of 30 days lasts two. Source: Beyer et al., "The Site Reliability Workbook", 2018, chapter 5, https://sre.google/workbook/alerting-on-slos/.
 *
 * The events of a window are not all known: a month has days to come, and a warehouse that began yesterday knows one day of thirty. What is not known is
 * taken to have the traffic of what is, so that the budget is that of the whole window from its first hour on, a day of burn rate 1 spends one day's share of it,
 * and a burn-down begins at 100 %. Where all of the window is known this is the plain formula. The traffic is averaged over the window's nominal length up to
 * the moment, which for a rolling window is the window itself. Limit: traffic that grows or has just begun makes the budget too small or too large at first;
 * `knownRatio` says how much is known.
 *
 * @module
 */
import type { EventRecord } from "./event_record.ts";
import type { EventCounts } from "./good_events.ts";
import type { Objective } from "./objective.ts";
import { nominalMs, windowSpan } from "./slo_window.ts";
import type { Span } from "./span.ts";

/** How an objective stands at a moment. */
export interface ErrorBudget extends EventCounts {
  readonly span: Span;
  /** Share of the window, without maintenance, that is known; 0 where all of it is maintenance. */
  readonly knownRatio: number;
  /** Good events / events so far; null without events. */
  readonly attainedRatio: number | null;
  /** Bad events that the whole window may have; null without events. */
  readonly budgetCount: number | null;
  /** 1 - bad events / budget, negative where overspent; null without events. */
  readonly leftRatio: number | null;
}

/**
 * Computes how many times faster than allowed the budget is spent; null without events.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * assertAlmostEquals(burnRate({ eventCount: 1_000, badCount: 2 }, 0.999)!, 2);
 * ```
 */
export function burnRate({ eventCount, badCount }: EventCounts, targetRatio: number): number | null {
  return eventCount === 0 ? null : badCount / eventCount / (1 - targetRatio);
}

/** Computes the budget of an objective as it stands at a moment, in ms since 1970. */
export function errorBudget(objective: Objective, record: EventRecord, at: number): ErrorBudget {
  const span = windowSpan(objective.window, at);
  const past = { from: span.from, to: at };
  const counts = record.countsIn(past);
  const [usableMs, knownMs] = [record.usableMs(span), record.knownMs(past)];
  const expected = counts.eventCount + eventsPerMs(objective, record, at) * (usableMs - knownMs);
  const isKnown = counts.eventCount > 0;
  const budgetCount = isKnown ? (1 - objective.targetRatio) * expected : null;
  return {
    ...counts,
    span,
    knownRatio: usableMs === 0 ? 0 : knownMs / usableMs,
    attainedRatio: isKnown ? 1 - counts.badCount / counts.eventCount : null,
    budgetCount,
    leftRatio: budgetCount === null ? null : 1 - counts.badCount / budgetCount,
  };
}

function eventsPerMs({ window }: Objective, record: EventRecord, at: number): number {
  const recent = { from: at - nominalMs(window), to: at };
  const knownMs = record.knownMs(recent);
  return knownMs === 0 ? 0 : record.countsIn(recent).eventCount / knownMs;
}
