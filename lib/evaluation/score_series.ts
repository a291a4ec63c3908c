/** Runs the detector over labelled series. @module */
import { PARAMETERS, type Parameters } from "../detection/parameters.ts";
import { SeriesDetector } from "../detection/series_detector.ts";
import type { TimedSeries } from "./event_curve.ts";
import type { LabelledSeries, ScoredSeries } from "./labelled_series.ts";

const DAY_MS = 86_400_000;

/** Scores each series alone, by its past. */
export function scoreAll(series: readonly LabelledSeries[], parameters: Parameters = PARAMETERS): ScoredSeries[] {
  return series.map(({ at, values, windows }) => ({ scores: alertScores(at, values, parameters), windows }));
}

/** Scores each series and tells what time it covers, by its median interval. */
export function scoreAllTimed(series: readonly LabelledSeries[], parameters: Parameters = PARAMETERS): TimedSeries[] {
  return scoreAll(series, parameters).map((scored, i) => ({
    ...scored,
    daysPerRow: intervalMs(series[i]!) / DAY_MS,
  }));
}

/** The median time between rows, ms; NaN where there are less than two. */
export function intervalMs({ at }: LabelledSeries): number {
  const intervals = at.subarray(1).map((moment, row) => moment - at[row]!).sort();
  return intervals[intervals.length >> 1] ?? NaN;
}

function alertScores(at: Float64Array, values: Float64Array, parameters: Parameters): Float64Array {
  const detector = new SeriesDetector(parameters);
  return values.map((value, row) => {
    detector.push(at[row]!, value);
    return detector.anomalyScore;
  });
}
