/**
 * Finds windows in which the metrics of one scope depart together, while none of them does alone.
 *
 * The last ten windows of each metric are added up, and Hotelling's T-squared tells how rare they are together, given
 * how the metrics of this scope move with each other: CPU that rises without load is rarer than CPU that rises with it.
 * What one metric tells is told already, so a scope is left alone where it, its pool or everything has just departed,
 * and what stands out must do so in two metrics at least, for seven windows in a row. Streaming: a window is told by what came
 * before it. Limit: what lasts less than a quarter of an hour is not told.
 *
 * @module
 */
import type { Departure, Series } from "./detector.ts";
import { hotellingTail, usualReach } from "./hotelling.ts";
import { scoreOfTail } from "./normal_tail.ts";
import { ResidualCovariance } from "./residual_covariance.ts";

/** Name of the metric under which joint departures are told: the root of T-squared, in standard deviations. */
export const JOINT_METRIC = "joint_deviation";

/** Windows whose residuals are added up. */
const SPAN = 10;
/** Residuals beyond this many standard deviations count as this many: only what lasts can tell, as single windows have heavy tails. */
const CLIP = 1.5;
/** Deviations from what the others lead to expect of a metric that stands out. */
const STANDS_OUT = 3;
const FEWEST_STANDING_OUT = 2;
/** Windows in a row that make a departure. */
const WINDOWS_TO_BELIEVE = 7;
/** Time after a departure in which one the other way is a return, ms. */
const RETURN_MS = 7_200_000;
const THRESHOLD = 99.99999;
/** Score from which on a window no longer teaches what is usual. */
const SUSPICION = 99.9;

/** A metric of a scope with the residuals of its points. */
export interface JudgedSeries {
  readonly series: Series;
  /** One a point, in standard deviations; NaN where nothing could be expected. */
  readonly residuals: Float32Array;
}

/** How far a metric that stands out lies from what the others lead to expect, in standard deviations. */
export interface Share {
  readonly metric: string;
  readonly deviation: number;
}

/** A window in which metrics depart together, and the ones that stand out, the farthest first. */
export interface JointDeparture extends Departure {
  readonly shares: readonly Share[];
}

/**
 * Finds the joint departures of one scope.
 *
 * @param metrics the scope's metrics, of equal windows; fewer than two have nothing to say together
 * @param isSilenced whether the own past of some metric tells the window already
 */
export function jointDepartures(
  metrics: readonly JudgedSeries[],
  isSilenced: (at: number) => boolean,
): JointDeparture[] {
  if (metrics.length < FEWEST_STANDING_OUT) return [];
  const sums = new SpanSums(metrics);
  const covariance = new ResidualCovariance(metrics.length);
  const departures: JointDeparture[] = [];
  let anomalous = 0;
  for (let at = sums.from; at < sums.to; at += sums.windowMs) {
    const residuals = sums.next(at);
    const distance = covariance.distance(residuals);
    const score = scoreOfTail(hotellingTail(distance, metrics.length, covariance.weight / SPAN));
    const silenced = isSilenced(at);
    if (score < SUSPICION && !silenced) covariance.learn(residuals);
    const shares = score < THRESHOLD || silenced ? [] : sharesOf(residuals, covariance, metrics);
    const isTold = shares.length >= FEWEST_STANDING_OUT && !isReturn(at, shares, departures.at(-1));
    anomalous = isTold ? anomalous + 1 : 0;
    if (anomalous >= WINDOWS_TO_BELIEVE) {
      departures.push({ ...departureOf(at, distance, metrics.length), score, shares });
    }
  }
  return departures;
}

/** Tells whether metrics only come back from the last departure, whose traces were taken for usual meanwhile. */
function isReturn(at: number, shares: readonly Share[], last: JointDeparture | undefined): boolean {
  if (last === undefined || at - last.at > RETURN_MS) return false;
  return shares.some(({ metric, deviation }) =>
    last.shares.some((other) => other.metric === metric && other.deviation * deviation < 0)
  );
}

function departureOf(at: number, distance: number, metrics: number): Omit<Departure, "score"> {
  return {
    at,
    observed: distance,
    expected: Math.sqrt(metrics),
    lower: 0,
    upper: usualReach(metrics),
    direction: "high",
  };
}

/** Lists the metrics that are far from what the others lead to expect. */
function sharesOf(residuals: Float64Array, covariance: ResidualCovariance, metrics: readonly JudgedSeries[]): Share[] {
  const deviations = covariance.adjusted(residuals);
  return metrics
    .map(({ series }, place) => ({ metric: series.metric, deviation: deviations[place]! }))
    .filter(({ deviation }) => Math.abs(deviation) >= STANDS_OUT)
    .sort((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation));
}

/** Adds up the last residuals of several series, window by window; what is not known counts as what was expected. */
class SpanSums {
  readonly #metrics: readonly JudgedSeries[];
  readonly #places: number[];
  readonly #sums: Float64Array;
  /** Start of the first window and end of the last, ms since 1970. */
  readonly from: number;
  readonly to: number;
  readonly windowMs: number;
  readonly #last: Float64Array[];
  #window = 0;

  constructor(metrics: readonly JudgedSeries[]) {
    const points = metrics.flatMap(({ series }) => series.points.length === 0 ? [] : [series.points]);
    this.#metrics = metrics;
    this.#places = metrics.map(() => 0);
    this.#sums = new Float64Array(metrics.length);
    this.windowMs = metrics[0]!.series.windowMs;
    this.from = Math.min(...points.map((own) => own[0]!.at));
    this.to = Math.max(-Infinity, ...points.map((own) => own.at(-1)!.at)) + this.windowMs;
    this.#last = Array.from({ length: SPAN }, () => new Float64Array(metrics.length));
  }

  /** Sums the residuals of the window at `at` and those before it, over the root of their number. Windows come in order. */
  next(at: number): Float64Array {
    const newest = this.#last[this.#window++ % SPAN]!;
    this.#metrics.forEach((metric, place) => newest[place] = this.#residual(metric, place, at));
    this.#sums.fill(0);
    for (const window of this.#last) window.forEach((residual, place) => this.#sums[place]! += residual);
    return this.#sums.map((sum) => sum / Math.sqrt(SPAN));
  }

  #residual({ series, residuals }: JudgedSeries, place: number, at: number): number {
    while ((series.points[this.#places[place]!]?.at ?? Infinity) < at) this.#places[place]!++;
    const index = this.#places[place]!;
    if (series.points[index]?.at !== at) return 0;
    const residual = residuals[index]!;
    return Number.isNaN(residual) ? 0 : Math.min(CLIP, Math.max(-CLIP, residual));
  }
}
