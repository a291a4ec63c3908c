/**
 * How often a series has strayed so far before: the tail probability of a deviation, from the series' own history.
 *
 * Deviations are counted in a histogram with equal bins of their logarithm, so that any scale fits into a fixed size;
 * old counts decay. Below the tail threshold u the probability is the share of what was farther off, a tie counting half
 * (mid-p), which is right for whole numbers as well. Beyond u, where counts are few, a generalised Pareto law
 * P(X > u + y) = P(X > u) (1 + shape y / scale)^(-1 / shape) goes on: its shape and scale come from probability-weighted
 * moments, a0 = mean(y) and a1 = mean(y P(Y > y)), as shape = 2 - a0 / (a0 - 2 a1), scale = 2 a0 a1 / (a0 - 2 a1)
 * (Hosking and Wallis, Technometrics 1987; for streams: Siffer et al., SPOT, KDD 2017).
 *
 * A series begins with the tail of an exponential law, worth {@linkcode PRIOR_COUNT} deviations, which history outgrows.
 *
 * @module
 */

const BIN_COUNT = 512;
const BINS_PER_E_FOLD = 32;
const SMALLEST = 0.01;
/** Deviations that the assumed law is worth at the beginning. */
const PRIOR_COUNT = 100;
/** Share of deviations, and most of them, that the tail law is fitted to. */
const TAIL_SHARE = 0.02;
const TAIL_COUNT = 500;
/** Deviations between two fits. */
const FIT_INTERVAL = 64;
/** Shapes between which the fit is believed; few deviations can suggest a tail that ends or one without a mean. */
const SHAPES = { least: -0.15, most: 0.7 } as const;
/** Least mean of ln(x / u) that is believed; that of a normal law is 0.14. */
const LEAST_HILL = 0.12;
/** Weight of a new deviation at which all weights are scaled back. */
const HEAVIEST = 1e6;

/** Where each bin begins, and where the last one ends. */
const LOWER_EDGES = Float64Array.from(
  { length: BIN_COUNT + 1 },
  (_, bin) => bin === 0 ? 0 : SMALLEST * Math.exp(bin / BINS_PER_E_FOLD),
);
const CENTRES = Float64Array.from(
  { length: BIN_COUNT },
  (_, bin) => SMALLEST * Math.exp((bin + 0.5) / BINS_PER_E_FOLD),
);
/** Rate of the exponential law that a series begins with. */
const PRIOR_RATE = 1.4;
const PRIOR_COUNTS = Float64Array.from(
  { length: BIN_COUNT },
  (_, bin) => PRIOR_COUNT * (Math.exp(-PRIOR_RATE * LOWER_EDGES[bin]!) - Math.exp(-PRIOR_RATE * LOWER_EDGES[bin + 1]!)),
);

/** The least probability that is told: below it no history of ours is evidence. */
export const LEAST_PROBABILITY = 1e-12;

/** Counts the deviations of one series and tells how rare one is. */
export class TailHistogram {
  readonly #counts = new Float64Array(BIN_COUNT);
  /** Weight of all bins above each bin. */
  readonly #above = new Float64Array(BIN_COUNT);
  readonly #growth: number;
  #weight = 1;
  #total = 0;
  #sinceFit = 0;
  #tailBin = BIN_COUNT - 1;
  #threshold = 0;
  #tailProbability = 0;
  #scale = 1;
  #shape = 0;
  #hill = 1;

  /** @param memory deviations after which the weight of one has fallen to 1 / e */
  constructor(memory: number) {
    this.#growth = Math.exp(1 / memory);
    this.#counts.set(PRIOR_COUNTS);
    this.#fit();
  }

  /** Tells the probability that a deviation is at least as large, {@linkcode LEAST_PROBABILITY}..1. */
  probability(deviation: number): number {
    if (deviation > this.#threshold) return Math.max(LEAST_PROBABILITY, this.#paretoTail(deviation - this.#threshold));
    const bin = binOf(deviation);
    return Math.min(1, Math.max(this.#tailProbability, (this.#above[bin]! + this.#counts[bin]! / 2) / this.#total));
  }

  /**
   * Ranks a deviation: -ln of a probability that falls beyond u as a power of the deviation, with the exponent of Hill's
   * estimator, 1 / mean(ln(x / u)) (Annals of Statistics 1975). Unlike the probability it tells apart the far from the very far.
   */
  rarity(deviation: number): number {
    if (deviation <= this.#threshold) return -Math.log(this.probability(deviation));
    return -Math.log(this.#tailProbability) + Math.log(deviation / this.#threshold) / this.#hill;
  }

  /** Counts a deviation, 0 or more. */
  learn(deviation: number): void {
    this.#weight *= this.#growth;
    this.#counts[binOf(deviation)]! += this.#weight;
    if (++this.#sinceFit >= FIT_INTERVAL) this.#fit();
  }

  #paretoTail(excess: number): number {
    const reach = excess / this.#scale;
    if (Math.abs(this.#shape) < 1e-6) return this.#tailProbability * Math.exp(-reach);
    return this.#tailProbability * Math.pow(Math.max(0, 1 + this.#shape * reach), -1 / this.#shape);
  }

  #fit(): void {
    this.#sinceFit = 0;
    if (this.#weight > HEAVIEST) this.#scaleBack();
    let above = 0;
    for (let bin = BIN_COUNT - 1; bin >= 0; bin--) {
      this.#above[bin] = above;
      above += this.#counts[bin]!;
    }
    this.#total = above;
    this.#findTail();
    this.#fitPareto();
  }

  #scaleBack(): void {
    for (let bin = 0; bin < BIN_COUNT; bin++) this.#counts[bin]! /= this.#weight;
    this.#weight = 1;
  }

  #findTail(): void {
    const wanted = Math.min(TAIL_SHARE * this.#total, TAIL_COUNT * this.#weight);
    let bin = BIN_COUNT - 1;
    while (bin > 0 && this.#above[bin]! < wanted) bin--;
    this.#tailBin = bin;
    this.#threshold = LOWER_EDGES[bin + 1]!;
    this.#tailProbability = this.#above[bin]! / this.#total;
  }

  #fitPareto(): void {
    const count = this.#above[this.#tailBin]!;
    let mean = 0;
    let logarithm = 0;
    let weighted = 0;
    for (let bin = this.#tailBin + 1; bin < BIN_COUNT; bin++) {
      const share = this.#counts[bin]! / count;
      if (share === 0) continue;
      const excess = CENTRES[bin]! - this.#threshold;
      mean += share * excess;
      logarithm += share * Math.log(CENTRES[bin]! / this.#threshold);
      weighted += share * excess * (this.#above[bin]! + this.#counts[bin]! / 2) / count;
    }
    this.#hill = Math.max(LEAST_HILL, logarithm);
    const shape = 2 - mean / (mean - 2 * weighted);
    this.#shape = Math.min(SHAPES.most, Math.max(SHAPES.least, Number.isFinite(shape) ? shape : 0));
    this.#scale = Math.max(mean * (1 - this.#shape), 1e-3 * this.#threshold);
  }
}

function binOf(deviation: number): number {
  if (deviation <= SMALLEST) return 0;
  return Math.min(BIN_COUNT - 1, Math.floor(Math.log(deviation / SMALLEST) * BINS_PER_E_FOLD));
}
