/** The grades of many synthetic days as one set of figures. @module */
import type { Grades } from "../anomaly/grade_incidents.ts";
import { median } from "../anomaly/median.ts";

const MINUTE_MS = 60_000;

/** The kinds of incident that begin at once and show in errors or silence, for which a late alarm is of little use. */
const OUTAGES: readonly string[] = ["server_down", "region_outage", "error_burst"];

/** How good incidents are over many days. */
export interface IncidentFigures {
  readonly plantedCount: number;
  /** Share of the planted incidents that were found; null without any. */
  readonly recall: number | null;
  /** Share of the found incidents that were planted; null where none was found. */
  readonly precision: number | null;
  readonly f1: number | null;
  /** Median over the found ones, from the start of the incident to the end of the minute that told; null without any. */
  readonly medianDelayMinutes: number | null;
  /** The same of errors and outages alone. */
  readonly medianOutageDelayMinutes: number | null;
  readonly falseAlarmsPerDay: number;
}

/**
 * Pools grades: every incident counts the same, on whatever day it was.
 *
 * @param days length of what was graded, in days
 */
export function incidentFigures(grades: readonly Grades[], days: number): IncidentFigures {
  const delays = grades.flatMap((grade) => grade.delays);
  const plantedCount = delays.length + count(grades.map(({ missed }) => missed.length));
  const falseCount = count(grades.map(({ unfounded }) => unfounded.length));
  const trueCount = count(grades.map(({ delays, foundPerTruth }) => Math.round(delays.length * (foundPerTruth ?? 0))));
  const recall = share(delays.length, plantedCount);
  const precision = share(trueCount, trueCount + falseCount);
  const sum = (precision ?? 0) + (recall ?? 0);
  return {
    plantedCount,
    recall,
    precision,
    f1: precision === null || recall === null ? null : share(2 * precision * recall, sum),
    medianDelayMinutes: medianMinutes(delays),
    medianOutageDelayMinutes: medianMinutes(delays.filter(({ truth }) => OUTAGES.includes(truth.kind))),
    falseAlarmsPerDay: falseCount / days,
  };
}

function medianMinutes(delays: Grades["delays"]): number | null {
  return median(delays.map(({ delayMs }) => delayMs / MINUTE_MS));
}

function count(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
