/** One synthetic request, in numbers: names are looked up when it is written. @module */

/**
 * A request that was answered.
 *
 * The simulation fills one record again and again, as millions of them would otherwise be garbage: a sink that keeps
 * requests must copy them.
 */
export interface SyntheticRequest {
  /** Start, ms since 1970. */
  at: number;
  /** Place in `Fleet.servers`. */
  server: number;
  /** Place in `Population.addresses`. */
  client: number;
  /** Place in `METHODS`. */
  method: number;
  /** 0 for a first attempt, 1 for its first retry. */
  retry: number;
  /** Number that an attempt and its retries share, counted from 1. */
  chain: number;
  status: number;
  /** What the client waited for the answer. */
  durationMs: number;
  /** What the server worked on it. */
  serviceMs: number;
  sentBytes: number;
}

/** Makes a record to be filled. */
export function blankRequest(): SyntheticRequest {
  return {
    at: 0,
    server: 0,
    client: 0,
    method: 0,
    retry: 0,
    chain: 0,
    status: 0,
    durationMs: 0,
    serviceMs: 0,
    sentBytes: 0,
  };
}
