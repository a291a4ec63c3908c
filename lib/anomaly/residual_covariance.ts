/**
 * How the residuals of a scope's metrics move together, learnt as they come, and how far a set of them lies off.
 *
 * The covariance forgets exponentially. It starts as that of independent metrics, which is worth some windows, so that it
 * can always be inverted; Cholesky's factor of it is renewed every half hour, as it changes slowly.
 *
 * @module
 */

/** Windows that the covariance is worth at most: two days. */
const MEMORY = 2_880;
/** Windows that the independence assumed at first is worth. */
const PRIOR_WINDOWS = 60;
/** Windows between two factorisations. */
const RENEWAL = 30;
/** Variance that a metric keeps of its own, however well the others tell it. */
const SMALLEST_VARIANCE = 0.05;

/** Covariance of `size` residuals about zero. */
export class ResidualCovariance {
  readonly #covariance: Float64Array;
  readonly #factor: Float64Array;
  readonly #whitened: Float64Array;
  #weight = PRIOR_WINDOWS;
  #age = 0;

  constructor(readonly size: number) {
    this.#covariance = new Float64Array(size * size);
    this.#factor = new Float64Array(size * size);
    this.#whitened = new Float64Array(size);
    for (let i = 0; i < size; i++) this.#covariance[i * size + i] = 1;
    this.#factorise();
  }

  /** Windows that the covariance is worth. */
  get weight(): number {
    return this.#weight;
  }

  /** Learns the residuals of a calm window. */
  learn(residuals: Float64Array): void {
    this.#weight = Math.min(this.#weight + 1, MEMORY);
    for (let i = 0; i < this.size; i++) {
      for (let j = 0; j <= i; j++) {
        const at = i * this.size + j;
        this.#covariance[at]! += (residuals[i]! * residuals[j]! - this.#covariance[at]!) / this.#weight;
      }
    }
    if (++this.#age % RENEWAL === 0) this.#factorise();
  }

  /** Computes the Mahalanobis distance of residuals from zero, the root of r' S^-1 r. */
  distance(residuals: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) {
      let rest = residuals[i]!;
      for (let j = 0; j < i; j++) rest -= this.#factor[i * this.size + j]! * this.#whitened[j]!;
      this.#whitened[i] = rest / this.#factor[i * this.size + i]!;
      sum += this.#whitened[i]! ** 2;
    }
    return Math.sqrt(sum);
  }

  /**
   * Computes how far each residual lies from what the others lead to expect, in standard deviations:
   * z_i = (S^-1 r)_i / sqrt((S^-1)_ii) (Hawkins, "Multivariate Quality Control Based on Regression-Adjusted Variables",
   * Technometrics 33, 1991).
   */
  adjusted(residuals: Float64Array): Float64Array {
    return residuals.map((_, place) => {
      const unit = new Float64Array(this.size);
      unit[place] = 1;
      const column = this.#solve(unit);
      const product = column.reduce((sum, weight, other) => sum + weight * residuals[other]!, 0);
      return product / Math.sqrt(column[place]!);
    });
  }

  /** Solves S x = b. */
  #solve(b: Float64Array): Float64Array {
    const { size } = this;
    const x = b.slice();
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) x[i]! -= this.#factor[i * size + j]! * x[j]!;
      x[i]! /= this.#factor[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      for (let j = i + 1; j < size; j++) x[i]! -= this.#factor[j * size + i]! * x[j]!;
      x[i]! /= this.#factor[i * size + i]!;
    }
    return x;
  }

  /** Cholesky's decomposition (Golub and Van Loan, "Matrix Computations", 4.2). */
  #factorise(): void {
    for (let i = 0; i < this.size; i++) {
      for (let j = 0; j <= i; j++) {
        let rest = this.#covariance[i * this.size + j]!;
        for (let k = 0; k < j; k++) rest -= this.#factor[i * this.size + k]! * this.#factor[j * this.size + k]!;
        this.#factor[i * this.size + j] = i === j
          ? Math.sqrt(Math.max(rest, SMALLEST_VARIANCE))
          : rest / this.#factor[j * this.size + j]!;
      }
    }
  }
}
