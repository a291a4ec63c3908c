/**
 * How often a client asks for the same thing anyway.
 *
 * A poller comes back on its own period, and behind one address many users ask for the same page: neither retries because it did so before. The last gaps
 * between requests that were no retries estimate the density of the next on the scale of their logarithms: a logistic kernel around each, as wide as their
 * spread asks for, and beside them what all clients do (`common_gaps.ts`), with the weight of one gap. The ratio of density and survival, both means over the
 * kernels, is the hazard: for a poller it is high around the period and near nothing before it. Where gaps spread as widely as those of users who come
 * independently of each other, their rate, which is known better than a density, is the least that the hazard can be.
 *
 * Limits: the first requests of a client know nothing of its habit, so that a poller among clients of other habits that fails before it has a history may be taken
 * for one that retries.
 * Source: Silverman, "Density Estimation for Statistics and Data Analysis", 1986, section 3.4.2 (width 1.06 min(sd, iqr / 1.34) n^(-1/5)) and 6.5 (hazards).
 *
 * @module
 */
import type { CommonGaps } from "./common_gaps.ts";

const KEPT_GAPS = 16;

/** A regular period still varies by some percent. */
const LEAST_SCALE = 0.05;

/** The interquartile range of a normal distribution of deviation one. */
const NORMAL_QUARTILES = 1.349;

/** Deviation of a logistic distribution of scale one. */
const LOGISTIC_DEVIATION = Math.PI / Math.sqrt(3);

/** The interquartile range of logarithms is ln(ln 4 / ln(4/3)) = 1.57 for independent arrivals; of half of that on, they may be. */
const INDEPENDENT_QUARTILES = Math.log(Math.log(4) / Math.log(4 / 3)) / 2;

const SHORTEST_GAP_MS = 1;

/** The last gaps of one client and request. */
export class UsualGaps {
  /** Logarithms. */
  readonly #gaps: number[] = [];
  #next = 0;

  /** Takes a gap between two requests, ms. */
  add(gapMs: number): void {
    this.#gaps[this.#next] = Math.log(Math.max(gapMs, SHORTEST_GAP_MS));
    this.#next = (this.#next + 1) % KEPT_GAPS;
  }

  /**
   * Computes the rate at which the next request comes of itself after a gap.
   *
   * @returns requests a millisecond
   * @example
   * ```ts
   * import { assert } from "@std/assert";
   * import { CommonGaps } from "./common_gaps.ts";
   * const common = new CommonGaps();
   * const poller = new UsualGaps();
   * for (let i = 0; i < 5; i++) poller.add(10_000);
   * assert(poller.hazard(10_000, common) > 100 * poller.hazard(1_000, common));
   * ```
   */
  hazard(gapMs: number, common: CommonGaps): number {
    const gap = Math.max(gapMs, SHORTEST_GAP_MS);
    const ofAll = common.at(gap);
    if (this.#gaps.length === 0) return ofAll.hazard;
    let survival = ofAll.survival;
    let density = ofAll.hazard * survival;
    const range = quartileRange(this.#gaps);
    const scale = scaleOf(range, this.#gaps.length);
    const logGap = Math.log(gap);
    for (const usual of this.#gaps) {
      const stillAway = 1 / (1 + Math.exp((logGap - usual) / scale));
      survival += stillAway;
      density += stillAway * (1 - stillAway) / (scale * gap);
    }
    const hazard = density / survival;
    return range < INDEPENDENT_QUARTILES ? hazard : Math.max(hazard, this.#rate());
  }

  #rate(): number {
    return this.#gaps.length / this.#gaps.reduce((sum, gap) => sum + Math.exp(gap), 0);
  }
}

function quartileRange(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const quartile = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return quartile(0.75) - quartile(0.25);
}

function scaleOf(range: number, count: number): number {
  return Math.max(LEAST_SCALE, 1.06 * range / NORMAL_QUARTILES * count ** -0.2 / LOGISTIC_DEVIATION);
}
