/**
 * Hotelling's T-squared: how far several numbers together lie from where they belong, given how they move together.
 *
 * Question: requests are a little low, latency a little high, CPU a little high, none of them enough to tell; have they
 * ever been like this at once? Formula: T^2 = r' S^-1 r, with r the residuals of k metrics and S their covariance,
 * learnt from what is worth n independent samples; then (n - k) / (k (n - 1)) T^2 has an F distribution with
 * k and n - k degrees of freedom, which is cautious while little was seen. Limit: residuals are taken for normal;
 * they are clipped before they come here. Reference: Hotelling, "The Generalization of Student's Ratio", Annals of
 * Mathematical Statistics 2, 1931; Montgomery, "Introduction to Statistical Quality Control", chapter 11.
 *
 * @module
 */
import { incompleteBeta } from "./beta_function.ts";

/**
 * Computes the probability that T^2 of pure noise is at least `distance` squared.
 *
 * @param distance root of T^2, in standard deviations
 * @param metrics how many metrics it was computed from
 * @param samples independent samples that the covariance is worth; with no more than metrics nothing is known, hence 1
 */
export function hotellingTail(distance: number, metrics: number, samples: number): number {
  if (samples <= metrics) return 1;
  const ratio = (samples - metrics) * distance * distance / (metrics * (samples - 1));
  return fUpperTail(ratio, metrics, samples - metrics);
}

/**
 * Computes the probability that a number with an F distribution exceeds `value`.
 *
 * @example
 * ```ts
 * import { fUpperTail } from "./hotelling.ts";
 *
 * fUpperTail(2.866, 4, 20); // 0.05, as printed tables have it
 * ```
 */
export function fUpperTail(value: number, above: number, below: number): number {
  return value <= 0 ? 1 : incompleteBeta(below / (below + above * value), below / 2, above / 2);
}

/**
 * Computes the distance that 99 % of pure noise stay below, were the covariance known exactly.
 *
 * Wilson and Hilferty's approximation of the chi-squared quantile (PNAS 17, 1931), off by less than 1 %.
 */
export function usualReach(metrics: number): number {
  const spread = 2 / (9 * metrics);
  return Math.sqrt(metrics * (1 - spread + 2.326 * Math.sqrt(spread)) ** 3);
}
