/** The `retry_minutes` table: what is retried, by whom, why, and what it costs, minute by minute. @module */
import { defineTable, type Row } from "../table/table.ts";

/** The ways in which retries are cut. Those of `traffic_minutes` mean the same here. */
const RETRY_SCOPE_KINDS = [
  "all",
  "balancer",
  "pool",
  "server",
  "region",
  "route",
  "cause",
  "client_kind",
] as const;

/**
 * One row a minute, scope kind and scope in which anything failed or was retried, and for each kind of client with a request. Every column adds up over minutes.
 *
 * All traffic, retried or not, is in `traffic_minutes`: what relates retries to it, such as amplification, is a view. A retry counts in the minute in which
 * it began and in the scopes that it went to; its `cause` is that of the attempt before it. Client retries are those inferred from the requests, whether or
 * not their source states a `retry_rate`.
 */
export const RETRY_MINUTES = defineTable({
  name: "retry_minutes",
  grain: "one row a minute, scope kind and scope with a failure or a retry; of kinds of clients with any request",
  key: ["minute_at", "scope_kind", "scope"],
  time: "minute_at",
  columns: {
    minute_at: { type: "instant", meaning: "Start of the minute in which the requests began." },
    scope_kind: { type: "text", length: 16, meaning: `One of ${RETRY_SCOPE_KINDS.join(", ")}.` },
    scope: {
      type: "text",
      meaning:
        "Which balancer, pool, server, region or route, as in `traffic_minutes`; which cause; which kind of client.",
    },
    request_count: {
      type: "integer",
      meaning: "Requests, retries included; of a cause those that failed by it.",
    },
    failed_count: { type: "integer", meaning: "Requests that failed in a way that clients retry." },
    client_retry_count: { type: "integer", meaning: "Requests that repeat a failed one of their client." },
    balancer_retry_count: {
      type: "integer",
      meaning: "Attempts by the balancer beyond the first of a request; 0 for causes and kinds of clients.",
    },
    redispatch_count: {
      type: "integer",
      meaning: "Requests that the balancer tried on another server; 0 for causes and kinds of clients.",
    },
    attempt_1_count: { type: "integer", meaning: "Requests that are no retry; 0 for causes." },
    attempt_1_success_count: { type: "integer", meaning: "Those that did not fail." },
    attempt_2_count: { type: "integer", meaning: "First retries of clients." },
    attempt_2_success_count: { type: "integer", meaning: "Those that did not fail." },
    attempt_3_count: { type: "integer", meaning: "Second retries of clients." },
    attempt_3_success_count: { type: "integer", meaning: "Those that did not fail." },
    attempt_4_count: { type: "integer", meaning: "Third and later retries of clients." },
    attempt_4_success_count: { type: "integer", meaning: "Those that did not fail." },
    wasted_request_count: {
      type: "integer",
      meaning: "Failed attempts of chains, and the balancer's attempts beyond the first.",
    },
    wasted_server_ms: {
      type: "real",
      meaning: "Time of failed attempts of chains: that of the server where it is known, else the whole duration.",
    },
    wait_100ms_count: { type: "integer", meaning: "Client retries after a wait of at most 100 ms." },
    wait_1s_count: { type: "integer", meaning: "Client retries after a longer wait of at most 1 s." },
    wait_10s_count: { type: "integer", meaning: "Client retries after a longer wait of at most 10 s." },
    wait_longer_count: { type: "integer", meaning: "Client retries after a longer wait." },
    wait_ms_sum: { type: "real", meaning: "Sum of the waits before client retries." },
    chain_success_count: { type: "integer", meaning: "Chains whose last attempt is of this minute and did not fail." },
    chain_failure_count: { type: "integer", meaning: "Chains whose last attempt is of this minute and failed." },
  },
});

/** One row of `retry_minutes`. */
export type RetryMinuteRow = Row<typeof RETRY_MINUTES>;
