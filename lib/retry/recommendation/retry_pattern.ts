/** How retries of a day are made, as the recommendations read it: rows of `sql/transforms/retry_patterns`. @module */

/** One row a day, kind of pattern and scope. */
export interface RetryPattern {
  /** Start of the UTC day, ms since 1970. */
  readonly day_at: number;
  /**
   * `backoff`: retries of a route that come at once. `jitter`: retries of a kind of client in the same instant as others.
   * `server`: retries that failures of a server caused. `attempts`: attempts of all chains by number.
   */
  readonly pattern: "backoff" | "jitter" | "server" | "attempts";
  /** The route, kind of client or server; the number of the attempt. */
  readonly scope: string;
  /** Retries of that scope; of a server all retries; of a number those attempts. */
  readonly retry_count: number;
  /** Those that have the pattern; of a number those that failed. */
  readonly pattern_count: number;
  /** Share of the requests of the day that the server had; null for others. */
  readonly request_share: number | null;
}
