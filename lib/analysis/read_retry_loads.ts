/** Reads what the detectors and replays of retries work on, from the views of `sql/transforms/retry_loads`. @module */
import type { DuckDb } from "../duckdb/duckdb.ts";
import type { LoadMinute, ScopeLoad } from "../retry/episode/load_minute.ts";
import { type HistoryRows, type RetryHistory, retryHistory } from "../retry/simulation/retry_history.ts";

type LoadRow = LoadMinute & { readonly scope_kind: string; readonly scope: string };

/** A scope of all, pool or region, and a time; ms since 1970. */
export interface ScopeTime {
  readonly scopeKind: string;
  readonly scope: string;
  readonly from: number;
  readonly to: number;
}

/** Reads the minutes of each scope in which retries may amplify. */
export async function readLoads(database: DuckDb): Promise<ScopeLoad[]> {
  const rows = await database.rows<LoadRow>(`
    select
      scope_kind,
      scope,
      minute_at as "minuteAt",
      original_count::double as "originalCount",
      retry_count::double as "retryCount",
      success_count::double as "successCount",
      wasted_ms as "wastedMs",
      total_ms as "totalMs"
    from retry_loads
    order by scope_kind, scope, minute_at
  `);
  return [...Map.groupBy(rows, ({ scope_kind, scope }) => `${scope_kind}\n${scope}`).values()].map((minutes) => ({
    scopeKind: minutes[0]!.scope_kind,
    scope: minutes[0]!.scope,
    minutes,
  }));
}

/** Reads the history of a scope and time. */
export async function readScopeHistory(
  database: DuckDb,
  { scopeKind, scope, from, to }: ScopeTime,
): Promise<RetryHistory> {
  const minutes = await database.rows<HistoryRows["traffic"][number] & HistoryRows["minutes"][number]>(
    `
    select
      minute_at,
      request_count::double as request_count,
      duration_ms_sum,
      timed_count::double as timed_count,
      client_retry_count::double as client_retry_count,
      attempt_1_success_count::double as attempt_1_success_count
    from retry_loads
    where scope_kind = $1 and scope = $2 and minute_at >= epoch_ms($3::bigint) and minute_at < epoch_ms($4::bigint)
    `,
    [scopeKind, scope, from, to],
  );
  const chains = await database.rows<HistoryRows["chains"][number]>(
    `
    select started_at, is_success, waits_ms, durations_ms
    from all_retry_chains
    where started_at >= epoch_ms($3::bigint) and started_at < epoch_ms($4::bigint)
      and ($1 = 'all' or $2 = case $1 when 'pool' then pool else region end)
    order by started_at, source, line
    `,
    [scopeKind, scope, from, to],
  );
  return retryHistory({ traffic: minutes, minutes, chains });
}
