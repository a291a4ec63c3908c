/**
 * How soon anybody asks for the same thing again when nothing was wrong.
 *
 * Of a client that was seen once or twice no habit is known. What others do after an answer is the control group for what comes after a failure: a page that
 * is asked for twice within a second, a shop in which everybody polls, an address with a thousand users behind it. The hazard of a gap is a life
 * table's: those who came back in the interval, of those who were still away at its beginning, a millisecond.
 *
 * Limits: answers too recent for a long gap count as still away, so that in the first minutes long gaps seem rarer than they are.
 * Source: Cutler, Ederer, "Maximum utilization of the life table method in analyzing survival", Journal of Chronic Diseases 8, 1958.
 *
 * @module
 */

const BINS_PER_DOUBLING = 2;

/** From a millisecond to three days. */
const BINS = 28 * BINS_PER_DOUBLING;

/** Answers that are taken to have been seen at the beginning, whose clients came back once in five minutes. */
const ASSUMED_ANSWERS = 20;
const ASSUMED_RATE = 1 / 300_000;

/** Answers after which the older half of what is known has half of its weight. */
const MEMORY_ANSWERS = 1_000_000;

/** The gaps of all clients after answers, and what has been learnt of them. */
export class CommonGaps {
  readonly #returned = new Float64Array(BINS);
  #answerCount = 0;

  /** Counts an answer after which a client may come back. */
  addAnswer(): void {
    this.#answerCount++;
    if (this.#answerCount < MEMORY_ANSWERS) return;
    this.#answerCount /= 2;
    for (let bin = 0; bin < BINS; bin++) this.#returned[bin]! /= 2;
  }

  /** Counts a client that came back after an answer. */
  addReturn(gapMs: number): void {
    this.#returned[binOf(gapMs)]!++;
  }

  /**
   * Computes the rate at which clients come back after a gap, and the share that is still away.
   *
   * @returns the rate a millisecond
   * @example
   * ```ts
   * import { assertAlmostEquals } from "@std/assert";
   * assertAlmostEquals(new CommonGaps().at(1_000).hazard, 1 / 300_000, 1e-9);
   * ```
   */
  at(gapMs: number): { readonly hazard: number; readonly survival: number } {
    const bin = binOf(gapMs);
    const from = startOf(bin);
    const width = startOf(bin + 1) - from;
    let away = this.#answerCount;
    for (let before = 0; before < bin; before++) away -= this.#returned[before]!;
    const assumed = ASSUMED_ANSWERS * Math.exp(-from * ASSUMED_RATE);
    const atRisk = Math.max(away, 0) + assumed;
    const hazard = (this.#returned[bin]! / width + assumed * ASSUMED_RATE) / atRisk;
    return { hazard, survival: atRisk / (this.#answerCount + ASSUMED_ANSWERS) };
  }
}

/** The first bin is everything below two milliseconds. */
function binOf(gapMs: number): number {
  return gapMs < 2 ? 0 : Math.min(Math.floor(BINS_PER_DOUBLING * Math.log2(gapMs)), BINS - 1);
}

function startOf(bin: number): number {
  return bin === 0 ? 0 : 2 ** (bin / BINS_PER_DOUBLING);
}
