/**
 * How surprising a count is when its rate is itself only an estimate.
 *
 * Question: 7 requests a minute were expected from the last 90 minutes and none came; how many standard deviations is
 * that? Model: counts are Poisson and the rate has a Gamma distribution whose shape `size` is what the past is worth
 * in events, so the next count is negative binomial: variance E + E^2 / size. Distance: the signed root of the
 * deviance,
 *
 *     z = +-sqrt(2 [o ln(o / E) - (o + size) ln((o + size) / (E + size))])
 *
 * with o half an event nearer to E (continuity correction), which is close to normal down to counts of zero where
 * (O - E) / sqrt(E) is not. Failures among n requests are treated the same with E = n x ratio: the binomial of a
 * rare event; where the ratio is not small the Poisson variance is the larger, hence the cautious one.
 *
 * Reference: McCullagh and Nelder, "Generalized Linear Models", 2nd ed., 2.4 and table 2.1; Gelman et al., "Bayesian
 * Data Analysis", 2.6 for the Gamma-Poisson predictive.
 *
 * @module
 */

/**
 * Computes how far `observed` events lie from `expected`, in standard deviations: positive for more, negative for
 * fewer, 0 within half an event.
 *
 * @param expected mean of the forecast, above 0
 * @param size events that the forecast is worth; infinity makes the forecast exact and the count Poisson
 *
 * @example
 * ```ts
 * import { countSurprise } from "./surprise.ts";
 *
 * countSurprise(0, 7, Infinity); // -3.22: the tail 0.0006 for the exact 0.0009
 * ```
 */
export function countSurprise(observed: number, expected: number, size: number): number {
  const isHigh = observed > expected;
  const nearer = isHigh ? Math.max(observed - 0.5, expected) : Math.min(observed + 0.5, expected);
  const rate = nearer * Math.log(nearer / expected);
  const spread = size === Infinity
    ? nearer - expected
    : (nearer + size) * Math.log1p((nearer - expected) / (expected + size));
  const distance = Math.sqrt(2 * Math.max(0, rate - spread));
  return isHigh ? distance : -distance;
}
