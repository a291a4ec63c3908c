/**
 * Retries that come in step.
 *
 * Clients that failed at different moments and return in the same tenth of a second follow a common clock: a cron minute, a fixed timer after one outage, a
 * Retry-After. A tenth of a second is a crowd when it holds at least five retries and eight times as many as a tenth of the surrounding minute does on
 * average: with Poisson arrivals of half a retry a tenth, five or more have a probability of 2e-4, and fewer at any higher rate.
 *
 * @module
 */
import type { ChainDraft } from "./chain_draft.ts";

const MINUTE_MS = 60_000;
const BIN_MS = 100;
const BINS = MINUTE_MS / BIN_MS;

const LEAST_IN_CROWD = 5;
const TIMES_THE_MEAN = 8;

/** The retries of a minute, judged when the minute is over. */
export class RetryCrowd {
  readonly #counts = new Uint32Array(BINS);
  #retries: { readonly chain: ChainDraft; readonly bin: number }[] = [];

  /** Takes a retry of the current minute. */
  add(chain: ChainDraft, startedAt: number): void {
    const bin = Math.floor((startedAt % MINUTE_MS) / BIN_MS);
    this.#counts[bin]!++;
    this.#retries.push({ chain, bin });
  }

  /** Ends the minute: chains are told of their retries that came with many others. */
  endMinute(): void {
    const crowd = Math.max(LEAST_IN_CROWD, TIMES_THE_MEAN * this.#retries.length / BINS);
    for (const { chain, bin } of this.#retries) if (this.#counts[bin]! >= crowd) chain.crowdedCount++;
    this.#retries = [];
    this.#counts.fill(0);
  }
}
