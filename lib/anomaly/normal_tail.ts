/**
 * Turns a distance in standard deviations into a tail probability and back into the score of the tables.
 *
 * Question: how rarely does noise alone depart this far? Formula: Q(z) = erfc(z / sqrt 2) / 2, with the Chebyshev
 * fit of erfc from Press et al., "Numerical Recipes", `erfcc`: relative error below 1.2e-7 for every z, which matters
 * because detection happens where Q is 1e-6 and less. Limit: the distance must come from a model whose residuals are
 * close to normal; `surprise.ts` and `residual_noise.ts` see to that.
 *
 * @module
 */

/** Smallest tail probability that is told apart from never; 100 x (1 - p) still holds it in a double. */
export const TAIL_FLOOR = 1e-12;

const ERFC_COEFFICIENTS = [
  -1.26551223,
  1.00002368,
  0.37409196,
  0.09678418,
  -0.18628806,
  0.27886807,
  -1.13520398,
  1.48851587,
  -0.82215223,
  0.17087277,
] as const;

/**
 * Computes the probability that a standard normal number exceeds `z`.
 *
 * @example
 * ```ts
 * import { normalUpperTail } from "./normal_tail.ts";
 *
 * normalUpperTail(0); // 0.5
 * normalUpperTail(1.959964); // 0.025
 * ```
 */
export function normalUpperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const polynomial = ERFC_COEFFICIENTS.reduceRight((sum: number, coefficient) => sum * t + coefficient, 0);
  const tail = (t * Math.exp(-x * x + polynomial)) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/**
 * Computes the score of a tail probability: 100 x (1 - p), with p held between `TAIL_FLOOR` and 1.
 *
 * @example
 * ```ts
 * import { scoreOfTail } from "./normal_tail.ts";
 *
 * scoreOfTail(0.01); // 99: one window in a hundred
 * ```
 */
export function scoreOfTail(probability: number): number {
  return 100 * (1 - Math.min(1, Math.max(TAIL_FLOOR, probability)));
}

/** Computes the tail probability of a score, at least `TAIL_FLOOR`: the inverse of `scoreOfTail`. */
export function tailOfScore(score: number): number {
  return Math.max(TAIL_FLOOR, 1 - score / 100);
}
