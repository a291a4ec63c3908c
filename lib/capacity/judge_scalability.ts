/**
 * Says what a load curve tells: where its limit lies, that none was seen, or that it cannot tell yet.
 *
 * A fit always gives numbers; whether they mean anything depends on how much the load varied. So three questions come first. Did concurrency
 * and throughput vary enough? Do requests take longer when there are more of them, compared by throughput, so that chance
 * in durations is not taken for load? Is the interval of the knee narrow, and not far beyond what was seen?
 *
 * @module
 */
import { median } from "../anomaly/median.ts";
import type { CapacityVerdict } from "./capacity.ts";
import { FEWEST_POINTS, fitUsl, type LoadPoint, type UslFit } from "./fit_usl.ts";
import { loadPoints } from "./load_points.ts";
import { uslKnee, type UslParameters } from "./usl.ts";

/** What was found. */
export interface Scalability {
  readonly verdict: CapacityVerdict;
  /** Null where nothing can be told. */
  readonly fit: UslFit | null;
  /** Concurrency of the greatest throughput with its interval; null unless the limit is known. */
  readonly knee: { readonly at: number; readonly lower: number; readonly upper: number } | null;
  /** Why it is so, a sentence without its period. */
  readonly reason: string;
}

/** Factor between the lightest and the busiest groups of minutes that tells something. */
const SMALLEST_CONCURRENCY_RANGE = 4;
const SMALLEST_THROUGHPUT_RANGE = 2;
/** How much longer requests must take in the busiest tenth of minutes than in the calmer half. */
const SMALLEST_SLOWDOWN = 1.15;
/** Ratio of the ends of the knee's interval up to which it is known. */
const WIDEST_KNEE = 2.5;
/** Factor beyond the highest concurrency seen up to which a knee is believed. */
const FARTHEST_KNEE = 3;
const STANDARD_ERRORS = 2;

/** Judges minutes of one scope. */
export function judgeScalability(minutes: readonly LoadPoint[]): Scalability {
  const points = loadPoints(minutes);
  const doubt = doubtOf(points);
  if (doubt !== null) return { verdict: "cannot_tell", fit: null, knee: null, reason: doubt };
  const fit = fitUsl(points);
  if (fit === null) return { verdict: "cannot_tell", fit, knee: null, reason: "no curve fits the load" };
  const highest = points.at(-1)!.concurrency;
  const noLimit = (reason: string): Scalability => ({ verdict: "no_limit_seen", fit, knee: null, reason });
  if (slowdown(minutes) < SMALLEST_SLOWDOWN) {
    return noLimit("requests take no longer when there are more of them");
  }
  const knee = kneeInterval(fit);
  if (knee === null) return noLimit("no knee can be told from the load that was seen");
  if (knee.lower > FARTHEST_KNEE * highest) return noLimit("any knee lies far beyond the load that was seen");
  if (knee.upper > WIDEST_KNEE * knee.lower) return noLimit("the load came not close enough to a limit to place it");
  return { verdict: "limit_known", fit, knee, reason: "requests take longer the more there are" };
}

function doubtOf(points: readonly LoadPoint[]): string | null {
  if (points.length < FEWEST_POINTS) return "there are too few minutes with traffic and durations";
  const concurrency = points.map((point) => point.concurrency);
  const throughput = points.map((point) => point.throughput);
  if (Math.max(...concurrency) < 1) return "there was hardly ever more than one request in flight";
  const isEven = Math.max(...concurrency) < SMALLEST_CONCURRENCY_RANGE * Math.min(...concurrency) ||
    Math.max(...throughput) < SMALLEST_THROUGHPUT_RANGE * Math.min(...throughput);
  return isEven ? "the load hardly varied" : null;
}

/** Compares mean durations (concurrency / throughput) of the tenth of minutes with most throughput with the calmer half. */
function slowdown(minutes: readonly LoadPoint[]): number {
  const ordered = minutes
    .filter(({ concurrency, throughput }) => concurrency > 0 && throughput > 0)
    .toSorted((a, b) => a.throughput - b.throughput);
  const duration = ({ concurrency, throughput }: LoadPoint) => concurrency / throughput;
  const calm = median(ordered.slice(0, ordered.length >> 1).map(duration))!;
  const busy = median(ordered.slice(Math.floor(0.9 * ordered.length)).map(duration))!;
  return busy / calm;
}

function kneeInterval(fit: UslFit): Scalability["knee"] {
  const at = uslKnee(fit);
  const shift = (sign: number): Omit<UslParameters, "gamma"> => ({
    alpha: Math.max(0, fit.alpha + sign * STANDARD_ERRORS * fit.alphaError),
    beta: fit.beta + sign * STANDARD_ERRORS * fit.betaError,
  });
  const upper = uslKnee(shift(-1));
  return at === null || upper === null ? null : { at, lower: uslKnee(shift(1))!, upper };
}
