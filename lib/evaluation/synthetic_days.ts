/** Runs the incident finder over synthetic days whose incidents are known, and grades it. @module */
import { findAnomalies } from "../anomaly/find_anomalies.ts";
import { gradeIncidents, type Grades } from "../anomaly/grade_incidents.ts";
import { mergeIncidents } from "../anomaly/merge_incidents.ts";
import type { SyntheticPlan } from "../synthetic/mod.ts";
import { type LabelledDay, labelledDay } from "./labelled_day.ts";

/**
 * Generates the days of a plan, looks for incidents in them, and grades what is found against what was planted.
 *
 * @throws {RangeError} when the plan is impossible
 */
export function gradeSyntheticDays(given: Partial<SyntheticPlan>): Grades {
  return gradeDay(labelledDay(given));
}

/** Looks for incidents in days that are made already, and grades what is found. */
export function gradeDay({ plan, series, incidents: truth, regionOfServer }: LabelledDay): Grades {
  const { incidents } = mergeIncidents(findAnomalies(series, { poolOfServer: regionOfServer }), series, {
    regionOfServer,
  });
  return gradeIncidents(incidents, truth, { regionOfServer, days: plan.days });
}
