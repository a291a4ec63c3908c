/** Samplers of the distributions that the telemetry is drawn from. @module */
import type { Random } from "./random.ts";

/** From this mean on the counts are drawn by rejection, whose cost does not grow with the mean. */
const REJECTION_FROM_MEAN = 10;

/** Draws from the normal distribution with mean 0 and variance 1, by Marsaglia's polar method (SIAM Review, 1964). */
export function drawNormal(random: Random): number {
  for (;;) {
    const x = 2 * random.uniform() - 1;
    const y = 2 * random.uniform() - 1;
    const square = x * x + y * y;
    if (square < 1 && square > 0) return x * Math.sqrt(-2 * Math.log(square) / square);
  }
}

/**
 * Draws from the log-normal distribution.
 *
 * @param median half of the draws are below it; the mean is `median * exp(sigma^2 / 2)`
 * @param sigma standard deviation of the logarithm
 */
export function drawLogNormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * drawNormal(random));
}

/** Draws from the exponential distribution by inversion. */
export function drawExponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.uniform());
}

/**
 * Draws from the Poisson distribution: by counting uniform factors (Knuth, TAOCP vol. 2, 3.4.1) where the mean is
 * small, else by transformed rejection (Hörmann, Insurance: Mathematics and Economics 12, 1993, algorithm PTRS).
 */
export function drawPoisson(random: Random, mean: number): number {
  return mean < REJECTION_FROM_MEAN ? countFactors(random, mean) : rejectTransformed(random, mean);
}

function countFactors(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  return count;
}

/** The letters and constants are those of the paper. */
function rejectTransformed(random: Random, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const fastAcceptance = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= fastAcceptance) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const height = Math.log(v * inverseAlpha / (a / (us * us) + b));
    if (height <= k * Math.log(mean) - mean - logFactorial(k)) return k;
  }
}

/** ln k! by Stirling's series, within 3e-5 from k = 2 on. */
function logFactorial(k: number): number {
  if (k < 2) return 0;
  return (k + 0.5) * Math.log(k) - k + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * k) - 1 / (360 * k ** 3);
}

/** A choice among numbered options, as the share of options up to and including each. */
export type Choice = readonly number[];

/** Prepares a choice from weights that need not add up to 1. */
export function choice(weights: readonly number[]): Choice {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  return weights.map((weight) => (reached += weight) / total);
}

/** Draws the number of an option, from 0. */
export function drawChoice(random: Random, shares: Choice): number {
  const point = random.uniform();
  for (let option = 0; option < shares.length - 1; option++) {
    if (point < shares[option]!) return option;
  }
  return shares.length - 1;
}
