/**
 * Adds up the evidence of the last windows, because one window of a quiet series proves nothing: a server with 7
 * requests a minute that gets none is chance once an evening, and certainty after three minutes.
 *
 * @module
 */

/** Over how many windows evidence is added up, shortest first. Each window is tested once a span. */
export const SPANS = [1, 3, 5, 10] as const;

const LONGEST = SPANS[SPANS.length - 1]!;

/** Keeps an observed and an expected amount for each of the last ten windows. */
export class SpanEvidence {
  readonly #observed = new Float64Array(LONGEST);
  readonly #expected = new Float64Array(LONGEST);
  #next = 0;

  /** Adds a window. */
  push(observed: number, expected: number): void {
    this.#observed[this.#next] = observed;
    this.#expected[this.#next] = expected;
    this.#next = (this.#next + 1) % LONGEST;
  }

  /** Forgets all windows. */
  clear(): void {
    this.#observed.fill(0);
    this.#expected.fill(0);
  }

  /** Sums what was observed in the last `span` windows, at most ten. */
  observed(span: number): number {
    return this.#sum(this.#observed, span);
  }

  /** Sums what was expected of the last `span` windows, at most ten. */
  expected(span: number): number {
    return this.#sum(this.#expected, span);
  }

  #sum(values: Float64Array, span: number): number {
    let sum = 0;
    for (let back = 1; back <= span; back++) sum += values[(this.#next - back + LONGEST) % LONGEST]!;
    return sum;
  }
}

/**
 * Finds the surprise of the span that departs most, in standard deviations: positive or negative as `direction` is.
 *
 * @param direction sign of the departure of the newest window; spans that depart the other way do not count
 * @param surpriseOf surprise of the last windows; 0 where the departure is too small to matter
 */
export function strongestSurprise(direction: number, surpriseOf: (span: number) => number): number {
  let strongest = 0;
  for (const span of SPANS) {
    const surprise = surpriseOf(span) * direction;
    if (surprise > strongest) strongest = surprise;
  }
  return strongest * direction;
}
