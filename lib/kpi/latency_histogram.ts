/** A histogram that grows as sketches are added to it. @module */
import type { BucketCounts } from "../traffic/sketch_rows.ts";

const START = 256;

/** Counts in the buckets between the lowest and the highest that were seen. */
export class LatencyHistogram {
  #counts = new Float64Array(START);
  #lowest = 0;
  #isEmpty = true;

  /** Adds a sketch. */
  add({ buckets, counts }: BucketCounts): void {
    if (buckets.length === 0) return;
    this.#cover(buckets[0]!, buckets.at(-1)!);
    const [sums, lowest] = [this.#counts, this.#lowest];
    for (let i = 0; i < buckets.length; i++) sums[buckets[i]! - lowest]! += counts[i]!;
    this.#isEmpty = false;
  }

  /** The buckets that are not empty. */
  sketch(): BucketCounts {
    const buckets: number[] = [];
    const counts: number[] = [];
    this.#counts.forEach((count, place) => {
      if (count === 0) return;
      buckets.push(place + this.#lowest);
      counts.push(count);
    });
    return { buckets: Int16Array.from(buckets), counts: Float64Array.from(counts) };
  }

  /** Forgets all. */
  clear(): void {
    this.#counts.fill(0);
    this.#isEmpty = true;
  }

  #cover(low: number, high: number): void {
    if (this.#isEmpty) this.#lowest = low;
    const lowest = Math.min(low, this.#lowest);
    const highest = Math.max(high, this.#isEmpty ? high : this.#lowest + this.#counts.length - 1);
    if (lowest === this.#lowest && highest - lowest < this.#counts.length) return;
    const larger = new Float64Array(Math.max(highest - lowest + 1, START));
    if (!this.#isEmpty) larger.set(this.#counts, this.#lowest - lowest);
    this.#counts = larger;
    this.#lowest = lowest;
  }
}
