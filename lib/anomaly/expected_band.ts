/** What was expected of each window of a series, beside what came. @module */
import type { Series } from "./detector.ts";
import { baselineOf } from "./baseline_of.ts";
import { fillGaps } from "./fill_gaps.ts";

/** A window with what its past led us to expect. */
export interface ExpectedWindow {
  readonly at: number;
  readonly observed: number | null;
  readonly expected: number;
  /** Ends of the band that 99 % of calm windows lie in. */
  readonly lower: number;
  readonly upper: number;
}

/** Lists the windows of which anything could be expected, each by those before it; incidents are learnt from as calm times are, but clipped. */
export function expectedBand(series: Series): ExpectedWindow[] {
  const baseline = baselineOf(series);
  return fillGaps(series).points.flatMap((point) => {
    const judgement = baseline.judge(point);
    baseline.learn(point, false);
    if (judgement === null) return [];
    const { expected, lower, upper } = judgement;
    return [{ at: point.at, observed: point.value, expected, lower, upper }];
  });
}
