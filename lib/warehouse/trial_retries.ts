/** Rows from which the views of retries can be computed by hand. @module */
import type { RetryChainRow } from "../retry/retry_chain.ts";
import type { RetryMinuteRow } from "../retry/retry_minute.ts";

const MINUTE_MS = 60_000;

/** The same row again and again: two minutes of it are an hour's row. */
const MINUTE: RetryMinuteRow = {
  minute_at: 0,
  scope_kind: "server",
  scope: "web-1",
  request_count: 10,
  failed_count: 4,
  client_retry_count: 5,
  balancer_retry_count: 4,
  redispatch_count: 1,
  attempt_1_count: 5,
  attempt_1_success_count: 3,
  attempt_2_count: 2,
  attempt_2_success_count: 1,
  attempt_3_count: 3,
  attempt_3_success_count: 2,
  attempt_4_count: 0,
  attempt_4_success_count: 0,
  wasted_request_count: 7,
  wasted_server_ms: 1_000,
  wait_100ms_count: 1,
  wait_1s_count: 3,
  wait_10s_count: 1,
  wait_longer_count: 0,
  wait_ms_sum: 1_500,
  chain_success_count: 3,
  chain_failure_count: 1,
};

/** A chain of two attempts, one wait between them. */
const CHAIN: RetryChainRow = {
  started_at: 0,
  source: "access.log",
  line: 1,
  client_ip: "203.0.113.7",
  client_kind: "browser",
  method: "GET",
  route: "/",
  pool: null,
  region: null,
  balancer: null,
  attempt_count: 2,
  cause: "cut",
  first_status_code: null,
  last_status_code: 200,
  is_success: true,
  ended_at: 0,
  wait_pattern: "exponential",
  waits_ms: "[500]",
  durations_ms: "[20,20]",
  status_codes: "[null,200]",
  servers: '["web-1","web-1"]',
  wasted_ms: 20,
};

/** Two minutes of a server and of a cause, and two chains; the hour of the server is to have 100 requests. */
export function trialRetries(hourAt: number): { minutes: RetryMinuteRow[]; chains: RetryChainRow[] } {
  const minutes = [0, 59].flatMap((minute) => {
    const ofServer = { ...MINUTE, minute_at: hourAt + minute * MINUTE_MS };
    return [ofServer, { ...ofServer, scope_kind: "cause", scope: "cut", request_count: 4 }];
  });
  const chain = { ...CHAIN, started_at: hourAt, ended_at: hourAt + 500 };
  const longer = { line: 2, attempt_count: 3, is_success: false, ended_at: hourAt + 2_000, wasted_ms: 40 };
  return { minutes, chains: [chain, { ...chain, ...longer }] };
}
