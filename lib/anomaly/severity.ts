/**
 * How serious a finding is: how sure it is, how long it lasts, how much traffic it hits.
 *
 * Sureness is counted in false alarms a series would raise in a year, p x 525,600 minutes: below 1 is moderate, below
 * 0.01 critical. Impact is duration x share of traffic, the minutes that the whole service would have had to be hit;
 * an objective of 99.9 % leaves 43.2 of them in 30 days, and 1 % of that budget is moderate, 10 % critical. The
 * severity is the milder of the two: certain but tiny is minor, and so is large but doubtful. Reference: SRE workbook,
 * chapter 5, where alerts are set by the share of the error budget that is spent.
 *
 * @module
 */
import type { Severity } from "./anomaly.ts";
import { tailOfScore } from "./normal_tail.ts";

const MINUTE_MS = 60_000;
const MINUTES_PER_YEAR = 525_600;
const BUDGET_MINUTES = 0.001 * 30 * 24 * 60;

/** What severity is made from. */
export interface Weight {
  /** Highest score, 0..100. */
  readonly score: number;
  /** How long the departure has lasted, ms. */
  readonly durationMs: number;
  /** Share of all requests that usually pass the scope, 0..1. */
  readonly trafficShare: number;
}

/**
 * Grades a finding.
 *
 * @example
 * ```ts
 * import { severityOf } from "./severity.ts";
 *
 * severityOf({ score: 99.9999999999, durationMs: 24 * 60_000, trafficShare: 0.05 }); // "moderate": 1.2 minutes
 * ```
 */
export function severityOf({ score, durationMs, trafficShare }: Weight): Severity {
  const falseAlarmsPerYear = tailOfScore(score) * MINUTES_PER_YEAR;
  const budgetShare = (durationMs / MINUTE_MS) * trafficShare / BUDGET_MINUTES;
  if (falseAlarmsPerYear < 0.01 && budgetShare >= 0.1) return "critical";
  return falseAlarmsPerYear < 1 && budgetShare >= 0.01 ? "moderate" : "minor";
}
