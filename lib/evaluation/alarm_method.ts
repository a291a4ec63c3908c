/**
 * Simple ways to raise alarms beside those of the project, so that what they are worth can be measured on the same days.
 *
 * @module
 */
import type { Series } from "../anomaly/detector.ts";
import { SeriesDetector } from "../detection/series_detector.ts";

/** A way to score the minutes of a series by its past. */
export interface AlarmMethod {
  readonly name: string;
  /** How it works, in one line. */
  readonly describe: string;
  /** Scores each point, 0 and above: the higher, the more it calls for an alarm. Points without a value score 0. */
  readonly score: (series: Series) => Float64Array;
}

/**
 * Scores a value by its share of a limit that somebody has set: 1 is at the limit.
 *
 * @param limits by metric; series of others score 0
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const points = [{ at: 0, value: 250, sampleCount: 9 }, { at: 60_000, value: null, sampleCount: 0 }];
 * const series = { scopeKind: "all", scope: "(all)", metric: "p95_duration_ms", kind: "latency", windowMs: 60_000 } as const;
 * assertEquals(fixedLimit({ p95_duration_ms: 1_000 }).score({ ...series, points }), Float64Array.of(0.25, 0));
 * ```
 */
export function fixedLimit(limits: Readonly<Record<string, number>>): AlarmMethod {
  return {
    name: "fixed limit",
    describe: "Value / a limit that is set once for each metric.",
    score: ({ metric, points }) => {
      const limit = limits[metric] ?? Infinity;
      return Float64Array.from(points, ({ value }) => Math.max(0, value ?? 0) / limit);
    },
  };
}

/**
 * Scores a value by how many standard deviations it lies off the mean of the points before it.
 *
 * z = |x - mean| / s with the mean and standard deviation of the last `length` values (Shewhart's control chart, NIST/SEMATECH
 * e-Handbook of Statistical Methods, 6.3.1); 0 until that many are known, and where they do not vary. What it looks for
 * goes into its mean and deviation, which is its weakness.
 */
export function rollingZScore(length = 60): AlarmMethod {
  return {
    name: "rolling z-score",
    describe: `Standard deviations off the mean of the last ${length} minutes.`,
    score: ({ points }) => {
      const past: number[] = [];
      return Float64Array.from(points, ({ value }) => {
        if (value === null) return 0;
        const score = past.length < length ? 0 : deviations(value, past);
        past.push(value);
        if (past.length > length) past.shift();
        return score;
      });
    },
  };
}

/** Scores a value by the detector of `deno task score`, which knows one series and no other. */
export const SERIES_DETECTOR: AlarmMethod = {
  name: "series detector",
  describe: "Surprise and novelty of a series by its own past, as deno task score has it.",
  score: ({ points }) => {
    const detector = new SeriesDetector();
    return Float64Array.from(points, ({ at, value }) => {
      detector.push(at, value ?? NaN);
      return detector.anomalyScore;
    });
  },
};

function deviations(value: number, past: readonly number[]): number {
  const mean = past.reduce((sum, one) => sum + one, 0) / past.length;
  const variance = past.reduce((sum, one) => sum + (one - mean) ** 2, 0) / past.length;
  return variance > 0 ? Math.abs(value - mean) / Math.sqrt(variance) : 0;
}
