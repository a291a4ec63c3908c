/** A sum over the last seconds, forgotten slot by slot. @module */

/** Slots of a window, as in Finagle's `WindowedAdder`. */
const SLOT_COUNT = 10;

/**
 * Adds up what came within a window that moves on in tenths: what is added is forgotten after nine to ten of them.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const sum = new WindowedSum(10_000);
 * sum.add(0, 5);
 * sum.add(4_000, 2);
 * assertEquals([sum.at(9_999), sum.at(10_000), sum.at(14_000)], [7, 2, 0]);
 * ```
 */
export class WindowedSum {
  readonly #slots = new Float64Array(SLOT_COUNT);
  readonly #slotMs: number;
  #slot = 0;
  #sum = 0;

  /** @param windowMs length of the window */
  constructor(windowMs: number) {
    this.#slotMs = windowMs / SLOT_COUNT;
  }

  /** Adds an amount, which may be negative, at a moment that is not before the last one. */
  add(at: number, amount: number): void {
    this.#moveTo(at);
    this.#slots[this.#slot % SLOT_COUNT]! += amount;
    this.#sum += amount;
  }

  /** Tells the sum at a moment that is not before the last one. */
  at(at: number): number {
    this.#moveTo(at);
    return this.#sum;
  }

  #moveTo(at: number): void {
    const slot = Math.floor(at / this.#slotMs);
    if (slot <= this.#slot) return;
    const from = Math.max(this.#slot + 1, slot - SLOT_COUNT + 1);
    for (let i = from; i <= slot; i++) this.#slots[i % SLOT_COUNT] = 0;
    this.#slot = slot;
    this.#sum = this.#slots.reduce((sum, amount) => sum + amount);
  }
}
