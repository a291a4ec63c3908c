/** What the detectors of storms and metastable states read: the load of a scope, minute by minute. @module */

/** One minute of a scope. Counts add up over minutes. */
export interface LoadMinute {
  /** Start, ms since 1970. */
  readonly minuteAt: number;
  /** First attempts: what clients wanted. */
  readonly originalCount: number;
  /** Retries by clients and balancers. */
  readonly retryCount: number;
  /** Attempts that clients got a good answer to, at whatever try: the goodput. */
  readonly successCount: number;
  /** Time that attempts took which had to be repeated or given up, ms. */
  readonly wastedMs: number;
  /** Time that all attempts took, ms. */
  readonly totalMs: number;
}

/** The minutes of one scope, in order of time. */
export interface ScopeLoad {
  readonly scopeKind: string;
  readonly scope: string;
  readonly minutes: readonly LoadMinute[];
}

/** Adds up minutes; the moment is that of the first, 0 without any. */
export function sumMinutes(minutes: readonly LoadMinute[]): LoadMinute {
  const sum = { originalCount: 0, retryCount: 0, successCount: 0, wastedMs: 0, totalMs: 0 };
  for (const minute of minutes) {
    sum.originalCount += minute.originalCount;
    sum.retryCount += minute.retryCount;
    sum.successCount += minute.successCount;
    sum.wastedMs += minute.wastedMs;
    sum.totalMs += minute.totalMs;
  }
  return { minuteAt: minutes[0]?.minuteAt ?? 0, ...sum };
}

/**
 * Computes attempts / first attempts: 1 without a retry; 1 as well where nothing came.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(amplification({ originalCount: 100, retryCount: 60 }), 1.6);
 * ```
 */
export function amplification({ originalCount, retryCount }: Pick<LoadMinute, "originalCount" | "retryCount">): number {
  return retryCount === 0 ? 1 : (originalCount + retryCount) / Math.max(originalCount, 1);
}

/** Counts attempts without a good answer, first ones and retries. */
export function failedCount({ originalCount, retryCount, successCount }: LoadMinute): number {
  return Math.max(0, originalCount + retryCount - successCount);
}
