/**
 * What every retry budget is asked while a history is replayed.
 *
 * A budget sees what a balancer or client library sees: first attempts as they come, and each retry at its moment. It
 * answers with the share that passes. A token bucket answers 0 or 1; a rule that draws lots answers its chance, so that
 * a replay is an expectation and the same at every run.
 *
 * @module
 */

/** First attempts of a short span of time. */
export interface Originals {
  /** Start of the span, ms since 1970. */
  readonly at: number;
  readonly count: number;
  /** Those of them that the service did not fail. */
  readonly acceptedCount: number;
  /** How many of them were under way at once, on average. */
  readonly activeCount: number;
}

/** One retry that a client or balancer wants to make. */
export interface RetryRequest {
  /** ms since 1970. */
  readonly at: number;
  /** How long it took, ms; 0 where nobody knows. */
  readonly durationMs: number;
  /** 1 for the first retry. */
  readonly retry: number;
  /** Whether the service did not fail it. */
  readonly isAccepted: boolean;
  /** Chance that it comes to this retry at all, 0..1: what earlier refusals have left. */
  readonly share: number;
}

/** A rule that says which retries may be made. It has a memory, is asked in order of time and belongs to one replay. */
export interface RetryBudget {
  /** Takes note of first attempts. Returns the share of them that passes: 1, unless the rule holds for all requests. */
  admitOriginals(originals: Originals): number;
  /** Decides on a retry. Returns the share of it that passes, 0..1, and charges `share` times that. */
  admitRetry(retry: RetryRequest): number;
}
