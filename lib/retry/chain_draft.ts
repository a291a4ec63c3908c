/** Chains while they grow. @module */
import type { WaitPattern } from "./wait_pattern.ts";

/** Requests of one client, each of which repeats the failed one before it. */
export interface InferredChain {
  /** Numbers of the requests, as they were given. */
  readonly requests: readonly number[];
  /** From the end of each request to the start of the next, ms. */
  readonly waitsMs: readonly number[];
  readonly pattern: WaitPattern;
}

/** A chain that may still grow. */
export interface ChainDraft {
  readonly requests: number[];
  readonly waitsMs: number[];
  /** When its last failure is too old to be retried; where that did not fail, the start of the last request. */
  expiresAt: number;
  /** Retries at an instant at which many clients retried. */
  crowdedCount: number;
}
