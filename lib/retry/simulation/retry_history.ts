/** What a replay works on: first attempts minute by minute, and every retry of clients at its moment. @module */
import type { TrafficMinuteRow } from "../../traffic/traffic_minute.ts";
import type { RetryChainRow } from "../retry_chain.ts";
import type { RetryMinuteRow } from "../retry_minute.ts";

/** First attempts of a minute. */
export interface HistoryMinute {
  /** ms since 1970. */
  readonly minuteAt: number;
  readonly originalCount: number;
  /** Those that did not fail in a way that clients retry. */
  readonly acceptedCount: number;
  /** Time that they took, ms. */
  readonly originalMs: number;
}

/** One retry of a client. */
export interface HistoryRetry {
  /** ms since 1970. */
  readonly at: number;
  /** Place of its chain in `RetryHistory.chains`. */
  readonly chain: number;
  /** 1 for the first retry. */
  readonly retry: number;
  /** 0 where the duration is unknown. */
  readonly durationMs: number;
  readonly isAccepted: boolean;
}

/** A chain of attempts, as far as a replay must know it. */
export interface HistoryChain {
  /** ms since 1970. */
  readonly startedAt: number;
  readonly isSuccess: boolean;
}

/** The history of a scope; minutes and retries in order of time. */
export interface RetryHistory {
  readonly minutes: readonly HistoryMinute[];
  readonly chains: readonly HistoryChain[];
  readonly retries: readonly HistoryRetry[];
}

/** The rows that a history is made of: all of one scope. */
export interface HistoryRows {
  readonly traffic: readonly Pick<
    TrafficMinuteRow,
    "minute_at" | "request_count" | "duration_ms_sum" | "timed_count"
  >[];
  readonly minutes: readonly Pick<RetryMinuteRow, "minute_at" | "client_retry_count" | "attempt_1_success_count">[];
  readonly chains: readonly ChainRow[];
}

/** The columns of a chain that a history is made of. */
export type ChainRow = Pick<RetryChainRow, "started_at" | "is_success" | "waits_ms" | "durations_ms">;

/**
 * Makes the history of a scope. Minutes without a row of `retry_minutes` had neither failure nor retry. First attempts
 * are taken to last as long as the mean request of their minute.
 */
export function retryHistory({ traffic, minutes, chains }: HistoryRows): RetryHistory {
  const retried = new Map(minutes.map((row) => [row.minute_at, row]));
  return {
    minutes: traffic.map((row) => minuteOf(row, retried.get(row.minute_at))).sort((a, b) => a.minuteAt - b.minuteAt),
    chains: chains.map(({ started_at, is_success }) => ({ startedAt: started_at, isSuccess: is_success })),
    retries: chains.flatMap(retriesOf).sort((a, b) => a.at - b.at || a.chain - b.chain),
  };
}

function minuteOf(
  row: HistoryRows["traffic"][number],
  retried: HistoryRows["minutes"][number] | undefined,
): HistoryMinute {
  const originalCount = row.request_count - (retried?.client_retry_count ?? 0);
  const meanMs = row.timed_count === 0 ? 0 : row.duration_ms_sum / row.timed_count;
  return {
    minuteAt: row.minute_at,
    originalCount,
    acceptedCount: retried === undefined ? originalCount : Math.min(retried.attempt_1_success_count, originalCount),
    originalMs: meanMs * originalCount,
  };
}

/** The attempts after the first; each begins a wait after the one before it has ended. */
function retriesOf({ started_at, is_success, waits_ms, durations_ms }: ChainRow, chain: number): HistoryRetry[] {
  const waits: readonly number[] = JSON.parse(waits_ms);
  const durations: readonly (number | null)[] = JSON.parse(durations_ms);
  let at = started_at;
  return waits.map((waitMs, i) => {
    at += (durations[i] ?? 0) + waitMs;
    const isAccepted = is_success && i === waits.length - 1;
    return { at, chain, retry: i + 1, durationMs: durations[i + 1] ?? 0, isAccepted };
  });
}
