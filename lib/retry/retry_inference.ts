/**
 * Client retries, inferred from requests.
 *
 * No log says that a request is a retry. What is known of a request is who asked for what, when it began and ended, and whether it failed. The next request of
 * the same client for the same thing, begun after the failure had ended, either repeats it or came of itself; whichever has the higher rate at that
 * moment wins: that of retries (`retry_hazard.ts`) or that of the client's habit (`usual_gaps.ts`).
 *
 * Requests pass once, in the order of their starts. Memory grows with the clients of the last hour at most and with the chains of the last minutes, never
 * with the traffic.
 *
 * @module
 */
import type { ChainDraft, InferredChain } from "./chain_draft.ts";
import { ClientRecord, type Match, type Population } from "./client_record.ts";
import { CommonGaps } from "./common_gaps.ts";
import { RetryChance } from "./retry_chance.ts";
import { RetryCrowd } from "./retry_crowd.ts";
import { RETRY_WINDOW_MS } from "./retry_hazard.ts";
import { waitPattern } from "./wait_pattern.ts";

const MINUTE_MS = 60_000;

/** Clients are forgotten between half an hour and an hour after their last request. */
const GENERATION_MINUTES = 30;

/** A request in numbers. */
export interface KeyedRequest {
  /** Number that chains name it by. */
  readonly request: number;
  /** Number of the client and what it asked for: address, user agent, method and target together. */
  readonly key: number;
  /** Start, ms since 1970; never before that of the request before. */
  readonly startedAt: number;
  /** Not negative; 0 where it is unknown. */
  readonly durationMs: number;
  /** Whether it failed in a way that clients retry. */
  readonly isFailed: boolean;
}

/** Finds chains in a stream of requests. */
export class RetryInference {
  readonly #onChain: (chain: InferredChain) => void;
  readonly #crowd = new RetryCrowd();
  readonly #population: Population = { gaps: new CommonGaps(), chance: new RetryChance() };
  #records = new Map<number, ClientRecord>();
  #olderRecords = new Map<number, ClientRecord>();
  #drafts: ChainDraft[] = [];
  #minute = -Infinity;
  #generationMinute = -Infinity;

  /** @param onChain is told each chain of at least two requests, some minutes after its end */
  constructor(onChain: (chain: InferredChain) => void) {
    this.#onChain = onChain;
  }

  /** Takes the next request. */
  push({ request, key, startedAt, durationMs, isFailed }: KeyedRequest): void {
    const minute = Math.floor(startedAt / MINUTE_MS);
    if (minute > this.#minute) this.#openMinute(minute);
    const record = this.#recordOf(key);
    const endedAt = startedAt + durationMs;
    const isCoarse = startedAt % 1_000 === 0 || endedAt % 1_000 === 0;
    const match = record.match(startedAt, isCoarse, this.#population);
    if (match === null) record.learn(startedAt, this.#population.gaps);
    const chain = match === null ? null : this.#extend(record, match, request, startedAt);
    record.end(endedAt, !isFailed, this.#population.gaps);
    if (!isFailed) return;
    this.#population.chance.addFailure();
    record.open({ request, endedAt, isCoarse, chain, openness: 1 });
    if (chain !== null) chain.expiresAt = endedAt + RETRY_WINDOW_MS;
  }

  /** Ends the stream. */
  finish(): void {
    this.#crowd.endMinute();
    this.#drafts.forEach((draft) => this.#tell(draft));
    this.#drafts = [];
  }

  #recordOf(key: number): ClientRecord {
    const known = this.#records.get(key);
    if (known !== undefined) return known;
    const record = this.#olderRecords.get(key) ?? new ClientRecord();
    this.#records.set(key, record);
    return record;
  }

  #extend(record: ClientRecord, { failure, waitMs }: Match, request: number, startedAt: number): ChainDraft {
    record.close(failure);
    const chain = failure.chain ?? this.#begin(failure.request);
    chain.requests.push(request);
    chain.waitsMs.push(waitMs);
    chain.expiresAt = startedAt;
    this.#crowd.add(chain, startedAt);
    return chain;
  }

  #begin(request: number): ChainDraft {
    const chain = { requests: [request], waitsMs: [], expiresAt: 0, crowdedCount: 0 };
    this.#drafts.push(chain);
    return chain;
  }

  #openMinute(minute: number): void {
    this.#crowd.endMinute();
    this.#population.chance.endMinute();
    this.#minute = minute;
    const minuteAt = minute * MINUTE_MS;
    const grown = Map.groupBy(this.#drafts, ({ expiresAt }) => expiresAt < minuteAt);
    grown.get(true)?.forEach((draft) => this.#tell(draft));
    this.#drafts = grown.get(false) ?? [];
    if (minute - this.#generationMinute < GENERATION_MINUTES) return;
    this.#generationMinute = minute;
    this.#olderRecords = this.#records;
    this.#records = new Map();
  }

  #tell({ requests, waitsMs, crowdedCount }: ChainDraft): void {
    this.#onChain({ requests, waitsMs, pattern: waitPattern(waitsMs, crowdedCount) });
  }
}
