/**
 * Seeded random numbers that are equal on every machine, which `Math.random` is not.
 *
 * The generator is sfc32 of Chris Doty-Humphrey (PractRand, 2010): 128 bits of state of which 32 count, so that no
 * stream is shorter than 2^32 draws, and a handful of additions and shifts a draw. The seed is spread with splitmix32,
 * and each purpose draws from a stream of its own: adding an incident does not change who the clients are.
 *
 * @module
 */

const TWO_TO_32 = 4_294_967_296;
const WARM_UP_DRAWS = 12;

/** A stream of random numbers. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  /**
   * @param seed any integer
   * @param stream what the numbers are for; streams of one seed are independent
   */
  constructor(seed: number, stream: string) {
    let state = fingerprint(`${seed}/${stream}`);
    const spread = () => (state = state + 0x9e3779b9 | 0, mix(state));
    this.#a = spread();
    this.#b = spread();
    this.#c = spread();
    this.#counter = 1;
    for (let draw = 0; draw < WARM_UP_DRAWS; draw++) this.uniform();
  }

  /** Draws evenly from [0, 1), in steps of 2^-32. */
  uniform(): number {
    const sum = (this.#a + this.#b | 0) + this.#counter | 0;
    this.#counter = this.#counter + 1 | 0;
    this.#a = this.#b ^ this.#b >>> 9;
    this.#b = this.#c + (this.#c << 3) | 0;
    this.#c = (this.#c << 21 | this.#c >>> 11) + sum | 0;
    return (sum >>> 0) / TWO_TO_32;
  }

  /** Draws an integer evenly from 0 to `bound - 1`. */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** Draws evenly from [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }
}

/** FNV-1a, which tells apart texts that differ in one character. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** The finaliser of splitmix32. */
function mix(value: number): number {
  value = Math.imul(value ^ value >>> 16, 0x21f0aaad);
  value = Math.imul(value ^ value >>> 15, 0x735a2d97);
  return value ^ value >>> 15;
}
