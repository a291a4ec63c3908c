/**
 * How many clients arrive in each minute.
 *
 * Arrivals are a Poisson process whose rate follows the traffic shape. The rows of a plan are counted, though, and how
 * many of them are retries is known only when the answers are. So each minute draws its count with a mean of its share
 * of the rows still to be written, which keeps the shape, corrects for retries on the way, and ends on the exact total:
 *
 *     arrivals(m) ~ Poisson(rows left * weight(m) / sum of weights from m on * (1 - usual share of retries))
 *
 * A Poisson process with a given total is multinomial, and drawing it minute by minute from what is left is how a
 * multinomial is drawn (Devroye, Non-Uniform Random Variate Generation, 1986, XI.1.5).
 *
 * @module
 */
import { drawPoisson } from "./distribution.ts";
import type { Random } from "./random.ts";

/** Share of retries among the rows of a day without incidents. */
const USUAL_RETRY_SHARE = 0.005;

/** The rows that are still to be written. */
export class ArrivalBudget {
  #rowsLeft: number;
  /** Sum of the weights from each minute on. */
  readonly #weightsFrom: Float64Array;

  /** @param weights expected arrivals of each minute relative to the others */
  constructor(rows: number, weights: Float64Array) {
    this.#rowsLeft = rows;
    this.#weightsFrom = weights.slice();
    for (let minute = weights.length - 2; minute >= 0; minute--) {
      this.#weightsFrom[minute]! += this.#weightsFrom[minute + 1]!;
    }
  }

  /** Whether all rows are written. */
  get isSpent(): boolean {
    return this.#rowsLeft === 0;
  }

  /** Takes one row off. */
  spend(): void {
    this.#rowsLeft--;
  }

  /** Draws the arrivals of a minute; the last minute gets all that is left. */
  drawArrivals(minute: number, random: Random): number {
    const later = this.#weightsFrom[minute + 1];
    if (later === undefined) return this.#rowsLeft;
    const share = 1 - later / this.#weightsFrom[minute]!;
    return Math.min(this.#rowsLeft, drawPoisson(random, this.#rowsLeft * share * (1 - USUAL_RETRY_SHARE)));
  }
}
