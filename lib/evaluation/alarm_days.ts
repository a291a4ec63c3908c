/** Labelled days as an alarm sees them: one score a minute, the largest over all series that are watched. @module */
import type { Series } from "../anomaly/detector.ts";
import type { AlarmMethod } from "./alarm_method.ts";
import { nabProbation } from "./nab_score.ts";
import type { TimedSeries } from "./event_curve.ts";
import type { LabelledDay } from "./labelled_day.ts";

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;
/** Minutes after an incident in which its queues and retries still belong to it. */
const TOLERANCE_MINUTES = 15;

/** How long a method took to tell an incident. */
export interface AlarmDelay {
  readonly kind: string;
  /** From the start of the incident to the end of the minute that told; null where nothing did. */
  readonly minutes: number | null;
}

/** Scores the minutes of a day. @param isWatched which series can raise an alarm */
export function scoreDay(
  { plan, series, incidents }: LabelledDay,
  method: AlarmMethod,
  isWatched: (series: Series) => boolean,
): TimedSeries {
  const scores = new Float64Array(plan.days * MINUTES_A_DAY);
  for (const one of series.filter(isWatched)) {
    method.score(one).forEach((score, place) => {
      const minute = minuteOf(one.points[place]!.at);
      scores[minute] = Math.max(scores[minute]!, score);
    });
  }
  const windows = incidents.map(({ started_at, ended_at }) => ({
    first: minuteOf(started_at),
    last: Math.min(scores.length, minuteOf(ended_at) + TOLERANCE_MINUTES) - 1,
  }));
  return { scores, windows, daysPerRow: 1 / MINUTES_A_DAY };

  function minuteOf(at: number): number {
    return Math.floor((at - plan.startAt) / MINUTE_MS);
  }
}

/** Tells how soon each incident of a scored day is met at a threshold; those of the probation are left out. */
export function alarmDelays({ incidents }: LabelledDay, day: TimedSeries, threshold: number): AlarmDelay[] {
  const start = nabProbation(day.scores.length);
  return day.windows.flatMap(({ first, last }, place) => {
    if (last < start) return [];
    const from = Math.max(first, start);
    const met = day.scores.subarray(from, last + 1).findIndex((score) => score >= threshold);
    return [{ kind: incidents[place]!.kind, minutes: met < 0 ? null : from + met + 1 - first }];
  });
}
