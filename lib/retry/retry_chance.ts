/**
 * How likely clients retry a failure at all, learnt from what they do.
 *
 * Expectation maximisation, one failure at a time: each request that may be a retry adds the probability that it is one, and the chance is the sum of these over
 * the failures. Where nobody retries it sinks, and with it what is taken for a retry by mistake; in a storm it rises. What is seen counts when a minute has passed,
 * in which the clients of its failures may have come back.
 * Source: Neal, Hinton, "A View of the EM Algorithm that Justifies Incremental, Sparse, and other Variants", 1998.
 *
 * @module
 */

/** Failures that are taken to have been seen at the beginning, half of them retried. */
const ASSUMED_FAILURES = 10;

/** Failures after which the older half of what is known has half of its weight. */
const MEMORY_FAILURES = 2_000;

/** The chance never sinks so far that a retry which is plainly one would be missed. */
const LEAST_CHANCE = 0.02;
const HIGHEST_CHANCE = 0.98;

/** The share of failures that clients retry. */
export class RetryChance {
  #failureCount = ASSUMED_FAILURES;
  #retryCount = ASSUMED_FAILURES / 2;
  #ofMinute = { failureCount: 0, retryCount: 0 };
  #ofMinuteBefore = { failureCount: 0, retryCount: 0 };

  /** The chance, 0..1. */
  get value(): number {
    return Math.min(Math.max(this.#retryCount / this.#failureCount, LEAST_CHANCE), HIGHEST_CHANCE);
  }

  /** Counts a failure. */
  addFailure(): void {
    this.#ofMinute.failureCount++;
  }

  /** Counts a request that is a retry with some probability. */
  addPossibleRetry(probability: number): void {
    this.#ofMinute.retryCount += probability;
  }

  /** Ends a minute. */
  endMinute(): void {
    this.#failureCount += this.#ofMinuteBefore.failureCount;
    this.#retryCount += this.#ofMinuteBefore.retryCount;
    this.#ofMinuteBefore = this.#ofMinute;
    this.#ofMinute = { failureCount: 0, retryCount: 0 };
    if (this.#failureCount < MEMORY_FAILURES) return;
    this.#failureCount /= 2;
    this.#retryCount /= 2;
  }
}
