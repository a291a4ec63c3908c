/**
 * The detector: each window against what the past of its series leads us to expect, past windows only.
 *
 * A baseline of the metric's kind says how many standard deviations the last 1, 3, 5 or 10 windows depart. Each window
 * is tested on both sides and over four spans, so the tail probability is p = 2 x 4 x Q(z) (Bonferroni), and the
 * score is 100 (1 - p). The default threshold of 99.99999 lets one window in ten million of pure noise pass: 200
 * series of a day have 288,000 windows. Once a series has departed, windows that follow in the same direction belong to
 * the same departure at 99.9, so that one incident is not told in pieces. Limit: p is exact for counts and rare events
 * whose model holds, and only a ranking for latencies and gauges, whose single windows are clipped.
 *
 * A departure that lasts longer than `relearnMs` is the new normal: the level is learnt anew. So it is when a series
 * departs to the other side within an hour: a surge that ends is no outage, its traces were taken for usual.
 *
 * @module
 */
import type { Judgement } from "./baseline.ts";
import { baselineOf } from "./baseline_of.ts";
import type { Departure, Detection, Detector, Point, Series } from "./detector.ts";
import { LONGEST_SILENCE_MS } from "./fill_gaps.ts";
import { normalUpperTail, scoreOfTail } from "./normal_tail.ts";
import { SPANS } from "./span_evidence.ts";

const HOUR_MS = 3_600_000;
const TESTS_PER_WINDOW = 2 * SPANS.length;
/** Calm windows after which a departure is over. */
const CALM_WINDOWS = 5;
/** Time after a departure in which one to the other side is a return, ms. */
const RETURN_MS = HOUR_MS;

/** How sure the detector must be, and when it gives in. */
export interface RobustSeasonalOptions {
  /** Score at which a departure begins, 0..100. */
  readonly threshold?: number;
  /** Score at which a departure goes on, 0..100. */
  readonly holdThreshold?: number;
  /** How long a departure lasts before it is the new normal, ms. */
  readonly relearnMs?: number;
}

/**
 * Makes the robust seasonal detector.
 *
 * @example
 * ```ts
 * import { robustSeasonal } from "./robust_seasonal.ts";
 *
 * const points = Array.from({ length: 120 }, (_, minute) => {
 *   const value = minute === 100 ? 300 : 100;
 *   return { at: minute * 60_000, value, sampleCount: value };
 * });
 * const series = { scopeKind: "all", scope: "(all)", metric: "request_count", kind: "count", windowMs: 60_000 } as const;
 * robustSeasonal().detect({ ...series, points }).departures.map((departure) => departure.at / 60_000); // [100]
 * ```
 */
export function robustSeasonal(options: RobustSeasonalOptions = {}): Detector {
  const settings = { threshold: 99.99999, holdThreshold: 99.9, relearnMs: 4 * HOUR_MS, ...options };
  return {
    name: "robust_seasonal",
    describe: "Trailing robust level with hour-of-week season; Poisson counts, rare-event ratios, median and MAD else.",
    detect: (series) => detect(series, settings),
  };
}

function detect(series: Series, settings: Required<RobustSeasonalOptions>): Detection {
  const departures: Departure[] = [];
  const residuals = new Float32Array(series.points.length).fill(NaN);
  const baseline = baselineOf(series);
  let startedAt = -Infinity;
  let previousAt = -Infinity;
  for (const [place, point] of series.points.entries()) {
    const last = departures.at(-1);
    const isOpen = last !== undefined && point.at - last.at <= CALM_WINDOWS * series.windowMs;
    const isRelearnt = isOpen && point.at - startedAt > settings.relearnMs;
    if (isRelearnt || point.at - previousAt > LONGEST_SILENCE_MS) baseline.restart();
    const judgement = baseline.judge(point);
    residuals[place] = judgement?.residual ?? NaN;
    const departure = departureOf(point, judgement, settings, isOpen ? last.direction : null);
    baseline.learn(point, departure !== null);
    previousAt = point.at;
    if (departure === null) continue;
    if (isReturn(departure, last)) {
      baseline.restart();
      continue;
    }
    if (!isOpen) startedAt = point.at;
    departures.push(departure);
  }
  return { departures, residuals };
}

/** Tells whether a departure only undoes the last one, so that it is the baseline that is off. */
function isReturn(departure: Departure, last: Departure | undefined): boolean {
  return last !== undefined && departure.direction !== last.direction && departure.at - last.at <= RETURN_MS;
}

/** @param held direction of the departure that the window may continue; null where there is none */
function departureOf(
  { at, value }: Point,
  judgement: Judgement | null,
  { threshold, holdThreshold }: Required<RobustSeasonalOptions>,
  held: Departure["direction"] | null,
): Departure | null {
  if (value === null || judgement === null || judgement.surprise === 0) return null;
  const { expected, lower, upper, surprise } = judgement;
  const direction = surprise > 0 ? "high" : "low";
  const score = scoreOfTail(TESTS_PER_WINDOW * normalUpperTail(Math.abs(surprise)));
  if (score < (direction === held ? holdThreshold : threshold)) return null;
  return { at, observed: value, expected, lower, upper, score, direction };
}
