/**
 * How noisy a series is beyond its model: bursts make residuals wider than 1, memory makes their sums wider still.
 *
 * Residuals that the model explains have variance 1 and no correlation, so that the sum of k of them has variance k.
 * Real series are wider (retries come in clusters) and correlated (CPU follows load): the sum over k windows of an
 * autoregressive series has variance k v (1 + r) / (1 - r) for large k, with v the variance of a residual and r the
 * correlation of neighbours. Both are learnt from calm windows, with exponential forgetting; the variance on either
 * side of 0 by itself, because latencies have their long tail above. Reference: Box, Jenkins
 * and Reinsel, "Time Series Analysis", 2.1.
 *
 * @module
 */

/** Windows that the memory is worth: longer than what leads up to a slow incident before it is noticed. */
const MEMORY = 720;
/** Windows that the assumptions are worth before any is seen. */
const PRIOR_WINDOWS = 60;
/** Residuals beyond this many standard deviations count as this many, so that an outlier does not blind. */
const CLIP = 3;
/** Correlation at which the inflation of sums stops growing. */
const MAX_CORRELATION = 0.9;

/** Learns the variance on either side and the memory of a series' residuals. */
export class ResidualNoise {
  #above = 1;
  #below = 1;
  #covariance: number;
  #previous = 0;
  /** Windows that the means are worth. */
  #weight = PRIOR_WINDOWS;

  /** @param correlation what is assumed of neighbouring residuals before any is seen, 0..1 */
  constructor(correlation = 0) {
    this.#covariance = correlation;
  }

  /** Learns the residual of one calm window, in standard deviations of the model. */
  learn(residual: number): void {
    const clipped = Math.min(CLIP, Math.max(-CLIP, residual));
    this.#weight = Math.min(this.#weight + 1, MEMORY);
    this.#above += (2 * Math.max(0, clipped) ** 2 - this.#above) / this.#weight;
    this.#below += (2 * Math.min(0, clipped) ** 2 - this.#below) / this.#weight;
    this.#covariance += (clipped * this.#previous - this.#covariance) / this.#weight;
    this.#previous = clipped;
  }

  /**
   * Computes by how much the variance of the mean residual of `span` windows exceeds the model's, at least 1.
   *
   * @param direction positive for residuals above 0, else those below
   */
  inflation(span: number, direction: number): number {
    const variance = Math.max(1, direction > 0 ? this.#above : this.#below);
    if (span === 1) return variance;
    const whole = Math.max(1, (this.#above + this.#below) / 2);
    const correlation = Math.min(MAX_CORRELATION, Math.max(0, this.#covariance / whole));
    return (variance * (1 + correlation)) / (1 - correlation);
  }
}
