/**
 * Fits the Universal Scalability Law to points of concurrency and throughput.
 *
 * The noise of throughput grows with it, so least squares are taken of logarithms, ln X - ln X(N), by Gauss and Newton's
 * method with Levenberg's damping (Marquardt, SIAM J. Appl. Math. 11, 1963); alpha and beta are kept from falling below 0. It starts at the
 * linear fit of N / X = (1 + alpha (N - 1) + beta N (N - 1)) / gamma, and points count less the farther they lie off (Huber,
 * "Robust Statistics", 1981). Intervals are those of the linearised problem, two standard errors to either side.
 *
 * @module
 */
import { median } from "../anomaly/median.ts";
import { invert, solve } from "./linear_system.ts";
import { type UslParameters, uslThroughput } from "./usl.ts";

/** Throughput at a concurrency. */
export interface LoadPoint {
  /** Requests in flight. */
  readonly concurrency: number;
  /** Requests a second. */
  readonly throughput: number;
}

/** A fitted law. */
export interface UslFit extends UslParameters {
  /** Standard errors of the parameters; that of gamma is relative. */
  readonly gammaError: number;
  readonly alphaError: number;
  readonly betaError: number;
  /** Root mean square of ln X - ln X(N): 0.05 is 5 % off. */
  readonly residual: number;
}

/** Points that a fit of three parameters needs at least. */
export const FEWEST_POINTS = 6;
const MOST_STEPS = 200;
/** Deviations beyond which a point counts less. */
const HUBER = 1.345;
const MAD_TO_DEVIATION = 1.4826;
/** Smallest noise that is believed, so that a perfect fit has no endless weights. */
const SMALLEST_NOISE = 1e-6;
const CONVERGED = 1e-12;

/** The logarithm of gamma, alpha, beta. */
type Vector = [number, number, number];

/**
 * Fits the law.
 *
 * @returns null with fewer than six points, or where they do not determine it: all of one concurrency
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { fitUsl } from "./fit_usl.ts";
 * import { uslThroughput } from "./usl.ts";
 *
 * const truth = { gamma: 50, alpha: 0.02, beta: 0.0005 };
 * const points = [1, 2, 4, 8, 16, 32, 64].map((concurrency) => {
 *   return { concurrency, throughput: uslThroughput(truth, concurrency) };
 * });
 * assertAlmostEquals(fitUsl(points)!.beta, 0.0005, 1e-8);
 * ```
 */
export function fitUsl(points: readonly LoadPoint[]): UslFit | null {
  const usable = points.filter(({ concurrency, throughput }) => concurrency > 0 && throughput > 0);
  if (usable.length < FEWEST_POINTS) return null;
  let parameters = startOf(usable);
  if (parameters === null) return null;
  let damping = 1e-3;
  for (let step = 0; step < MOST_STEPS; step++) {
    const weights = weightsOf(usable, parameters);
    const { normal, gradient } = linearise(usable, parameters, weights);
    const move = solve(
      normal.map((row, i) => row.map((value, j) => i === j ? value * (1 + damping) : value)),
      gradient,
    );
    if (move === null) return null;
    const next: Vector = [
      parameters[0] + move[0]!,
      Math.max(0, parameters[1] + move[1]!),
      Math.max(0, parameters[2] + move[2]!),
    ];
    const gain = lossOf(usable, parameters, weights) - lossOf(usable, next, weights);
    damping = gain >= 0 ? damping / 3 : damping * 4;
    if (gain >= 0) parameters = next;
    if (Math.abs(gain) < CONVERGED && step > 5) break;
  }
  return describe(usable, parameters);
}

function startOf(points: readonly LoadPoint[]): Vector | null {
  const rows = points.map(({ concurrency: n, throughput: x }) => ({
    inverse: n / x,
    terms: [1, n - 1, n * (n - 1)],
    x,
  }));
  const normal = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => sumOf(rows, ({ terms, inverse }) => terms[i]! * terms[j]! / inverse ** 2))
  );
  const right = [0, 1, 2].map((i) => sumOf(rows, ({ terms, inverse }) => terms[i]! / inverse));
  const solution = solve(normal, right);
  if (solution === null || !(solution[0]! > 0)) return unsaturated(points);
  const [unit, contention, coherency] = solution as Vector;
  return [-Math.log(unit), Math.max(0, contention / unit), Math.max(0, coherency / unit)];
}

/** The law without any limit, at the level of the points. */
function unsaturated(points: readonly LoadPoint[]): Vector | null {
  const level = median(points.map(({ concurrency, throughput }) => Math.log(throughput / concurrency)));
  return level === null ? null : [level, 0, 0];
}

function residualOf({ concurrency, throughput }: LoadPoint, [logGamma, alpha, beta]: Vector): number {
  return Math.log(throughput) - Math.log(uslThroughput({ gamma: Math.exp(logGamma), alpha, beta }, concurrency));
}

function weightsOf(points: readonly LoadPoint[], parameters: Vector): number[] {
  const residuals = points.map((point) => Math.abs(residualOf(point, parameters)));
  const noise = Math.max(SMALLEST_NOISE, MAD_TO_DEVIATION * median(residuals)!);
  return residuals.map((residual) => Math.min(1, HUBER * noise / Math.max(residual, SMALLEST_NOISE)));
}

function lossOf(points: readonly LoadPoint[], parameters: Vector, weights: readonly number[]): number {
  return points.reduce((sum, point, place) => sum + weights[place]! * residualOf(point, parameters) ** 2, 0);
}

/** The normal equations of the residuals' linearisation. */
function linearise(
  points: readonly LoadPoint[],
  parameters: Vector,
  weights: readonly number[],
): { readonly normal: number[][]; readonly gradient: number[] } {
  const normal = [[0, 0, 0], [0, 0, 0], [0, 0, 0]];
  const gradient = [0, 0, 0];
  points.forEach((point, place) => {
    const slopes = slopesOf(point, parameters);
    const residual = residualOf(point, parameters);
    for (let i = 0; i < 3; i++) {
      gradient[i]! += weights[place]! * slopes[i]! * residual;
      for (let j = 0; j < 3; j++) normal[i]![j]! += weights[place]! * slopes[i]! * slopes[j]!;
    }
  });
  return { normal, gradient };
}

/** Derivatives of ln X(N) by the parameters. */
function slopesOf({ concurrency: n }: LoadPoint, [, alpha, beta]: Vector): Vector {
  const load = 1 + alpha * (n - 1) + beta * n * (n - 1);
  return [1, -(n - 1) / load, -n * (n - 1) / load];
}

function describe(points: readonly LoadPoint[], parameters: Vector): UslFit | null {
  const weights = weightsOf(points, parameters);
  const covariance = invert(linearise(points, parameters, weights).normal);
  if (covariance === null) return null;
  const loss = lossOf(points, parameters, weights);
  const variance = loss / Math.max(1, points.length - 3);
  const errorOf = (place: number) => Math.sqrt(Math.max(0, variance * covariance[place]![place]!));
  const [logGamma, alpha, beta] = parameters;
  return {
    gamma: Math.exp(logGamma),
    alpha,
    beta,
    gammaError: errorOf(0),
    alphaError: errorOf(1),
    betaError: errorOf(2),
    residual: Math.sqrt(loss / points.length),
  };
}

function sumOf<T>(rows: readonly T[], valueOf: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + valueOf(row), 0);
}
