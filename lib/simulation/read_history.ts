/** Reads the history of retries that a warehouse has. @module */
import type { RowStore } from "../alerting/row_store.ts";
import { RETRY_CHAINS } from "../retry/retry_chain.ts";
import { RETRY_MINUTES } from "../retry/retry_minute.ts";
import { type HistoryRows, type RetryHistory, retryHistory } from "../retry/simulation/retry_history.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import type { TimeRange } from "../warehouse/warehouse.ts";

/** A history, and what is not in it. */
export interface StoredHistory {
  readonly history: RetryHistory;
  /** Attempts of balancers beyond the first, which are counted but have no moments. */
  readonly balancerRetryCount: number;
}

/**
 * Reads the history of a pool, or of all traffic.
 *
 * @param pool null for all traffic
 * @returns null where no minute is stored
 */
export async function readHistory(
  store: RowStore,
  range: TimeRange,
  pool: string | null,
): Promise<StoredHistory | null> {
  const ofScope = pool === null ? { scope_kind: ["all"] } : { scope_kind: ["pool"], scope: [pool] };
  await store.bring(TRAFFIC_MINUTES, { ...range, only: ofScope });
  await store.bring(RETRY_MINUTES, { ...range, only: ofScope });
  await store.bring(RETRY_CHAINS, { ...range, ...pool === null ? {} : { only: { pool: [pool] } } });
  const traffic = await store.database.rows<HistoryRows["traffic"][number] & { balancer_retry_count: number }>(
    "select minute_at, request_count, duration_ms_sum, timed_count, balancer_retry_count from traffic_minutes",
  );
  if (traffic.length === 0) return null;
  const minutes = await store.database.rows<HistoryRows["minutes"][number]>(
    "select minute_at, client_retry_count, attempt_1_success_count from retry_minutes",
  );
  const chains = await store.database.rows<HistoryRows["chains"][number]>(
    "select started_at, is_success, waits_ms, durations_ms from retry_chains order by started_at, source, line",
  );
  return {
    history: retryHistory({ traffic, minutes, chains }),
    balancerRetryCount: traffic.reduce((sum, row) => sum + row.balancer_retry_count, 0),
  };
}

/** Names the pools that the warehouse has minutes of. */
export async function knownPools({ warehouse }: RowStore): Promise<string[]> {
  const rows = await warehouse.query<{ scope: string }>(
    "select distinct scope from traffic_minutes where scope_kind = 'pool' order by scope",
  );
  return rows.map(({ scope }) => scope);
}
