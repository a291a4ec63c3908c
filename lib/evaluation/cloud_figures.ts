/** Precision and recall on series of many intervals. @module */
import { bestEventPoint, eventCurve, type EventPoint, recallAt } from "./event_curve.ts";
import type { LabelledSeries } from "./labelled_series.ts";
import { intervalMs, scoreAllTimed } from "./score_series.ts";

const HOUR_MS = 3_600_000;

/** False alarms a series and day at which recall is told. */
const FEW = 0.05;
const MORE = 0.2;

/** What one threshold gives for all series of a group. */
export interface CloudFigures {
  readonly title: string;
  readonly seriesCount: number;
  readonly incidentCount: number;
  /** The threshold with the best F1; null where no incident is met. */
  readonly best: EventPoint | null;
  readonly recallAtFew: number;
  readonly recallAtMore: number;
}

/** Measures series sampled more often than hourly, and the others, each group with one threshold. */
export function cloudFigures(series: readonly LabelledSeries[]): CloudFigures[] {
  const groups = Map.groupBy(series, (one) => intervalMs(one) < HOUR_MS ? "minutes" : "hours");
  return [...groups].map(([title, members]) => {
    const curve = eventCurve(scoreAllTimed(members));
    return {
      title,
      seriesCount: members.length,
      incidentCount: members.reduce((sum, { windows }) => sum + windows.length, 0),
      best: bestEventPoint(curve),
      recallAtFew: recallAt(curve, FEW),
      recallAtMore: recallAt(curve, MORE),
    };
  });
}
