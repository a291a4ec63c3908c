/**
 * How often a client asks for the same thing anyway.
 *
 * A poller comes back on its own period, and behind one address many users ask for the same page: neither retries because it did so before. The last gaps
 * between requests that were no retries estimate the density of the next: a log-logistic kernel around each gap, about a sixth of it wide, and one
 * exponential with a mean of five minutes for what was not seen yet. The ratio of density and survival, both means over the kernels, is the hazard: for users
 * who come independently of each other it is their rate, for a poller it is high around the period and near nothing before it.
 *
 * Limits: the first requests of a client know nothing of its habit, so that a poller that fails before it has a history may be taken for one that retries.
 * Source: Silverman, "Density Estimation for Statistics and Data Analysis", 1986, sections 2.6 and 6.5 (kernel estimates of densities and hazards).
 *
 * @module
 */

const KEPT_GAPS = 8;

/** Scale of the kernel on the logarithm of gaps. */
const KERNEL_SCALE = 0.1;

/** Mean of the gaps of a client of which nothing is known, ms. */
const UNKNOWN_GAP_MS = 300_000;

const SHORTEST_GAP_MS = 1;

/** The last gaps of one client and request. */
export class UsualGaps {
  readonly #gaps: number[] = [];
  #next = 0;

  /** Takes a gap between two requests, ms. */
  add(gapMs: number): void {
    this.#gaps[this.#next] = Math.max(gapMs, SHORTEST_GAP_MS);
    this.#next = (this.#next + 1) % KEPT_GAPS;
  }

  /**
   * Computes the rate at which the next request comes of itself after a gap.
   *
   * @returns requests a millisecond
   * @example
   * ```ts
   * import { assert } from "@std/assert";
   * const poller = new UsualGaps();
   * for (let i = 0; i < 5; i++) poller.add(10_000);
   * assert(poller.hazard(10_000) > 100 * poller.hazard(1_000));
   * ```
   */
  hazard(gapMs: number): number {
    const gap = Math.max(gapMs, SHORTEST_GAP_MS);
    let survival = Math.exp(-gap / UNKNOWN_GAP_MS);
    let density = survival / UNKNOWN_GAP_MS;
    for (const usual of this.#gaps) {
      const stillAway = 1 / (1 + (gap / usual) ** (1 / KERNEL_SCALE));
      survival += stillAway;
      density += stillAway * (1 - stillAway) / (KERNEL_SCALE * gap);
    }
    return density / survival;
  }
}
