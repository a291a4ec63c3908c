/** The `traffic_minutes` table: the additive roll-up that everything after it reads. @module */
import { defineTable, type Row } from "../table/table.ts";

/** The ways in which traffic is cut. Within each kind the scopes add up to `all`. */
export const SCOPE_KINDS = ["all", "balancer", "pool", "server", "region", "route", "method"] as const;

/** One of the ways in which traffic is cut. */
export type ScopeKind = typeof SCOPE_KINDS[number];

/** The scope of requests that have no value for a kind: no server was reached, no region is known. */
export const NO_SCOPE = "(none)";

/** One row a minute, scope kind and scope. Every count and sum adds up over minutes; sketches are added bucket by bucket. */
export const TRAFFIC_MINUTES = defineTable({
  name: "traffic_minutes",
  grain: "one row a minute, scope kind and scope",
  key: ["minute_at", "scope_kind", "scope"],
  time: "minute_at",
  columns: {
    minute_at: { type: "instant", meaning: "Start of the minute in which the requests began." },
    scope_kind: { type: "text", length: 16, meaning: `One of ${SCOPE_KINDS.join(", ")}.` },
    scope: {
      type: "text",
      meaning:
        "Which balancer, pool, server, region, route or method; `(all)`, `(none)` without a value, `(other)` beyond the bound on routes.",
    },
    request_count: { type: "integer", meaning: "Requests." },
    status_1xx_count: { type: "integer", meaning: "Answers with a status from 100 to 199." },
    status_2xx_count: { type: "integer", meaning: "Answers with a status from 200 to 299." },
    status_3xx_count: { type: "integer", meaning: "Answers with a status from 300 to 399." },
    status_4xx_count: {
      type: "integer",
      meaning: "Answers with a status from 400 to 499; 499 is a client that left first.",
    },
    status_5xx_count: { type: "integer", meaning: "Answers with a status of 500 or more." },
    aborted_count: { type: "integer", meaning: "Requests without a status whose client left first." },
    unanswered_count: { type: "integer", meaning: "Requests without a status that the service owed an answer." },
    attempt_count: { type: "integer", meaning: "Server attempts by the balancer, for requests that tell them." },
    balancer_retry_count: { type: "integer", meaning: "Attempts beyond the first of a request." },
    redispatch_count: { type: "integer", meaning: "Requests whose retry went to another server." },
    client_retry_count: {
      type: "real",
      meaning: "Requests that are retries of a client: the sum of `retry_rate` where the source states it.",
    },
    request_bytes: { type: "integer", meaning: "Bytes received." },
    response_bytes: { type: "integer", meaning: "Bytes sent." },
    timed_count: { type: "integer", meaning: "Requests with a duration; what the sketch holds." },
    duration_ms_sum: { type: "real", meaning: "Sum of durations, each to the microsecond." },
    duration_ms_max: { type: "real", nullable: true, meaning: "Longest duration; null where none is known." },
    queue_ms_sum: { type: "real", meaning: "Sum of queue times, each to the microsecond." },
    connect_ms_sum: { type: "real", meaning: "Sum of connect times, each to the microsecond." },
    upstream_ms_sum: { type: "real", meaning: "Sum of the times that servers took, each to the microsecond." },
    satisfied_count: {
      type: "integer",
      meaning: "Timed requests within the apdex threshold and not failed by the service.",
    },
    tolerating_count: {
      type: "integer",
      meaning: "Timed requests within four times the threshold and not failed by the service.",
    },
    latency_sketch: {
      type: "sketch",
      meaning: "Logarithmic histogram of durations; see `lib/traffic/latency_sketch.ts`.",
    },
  },
});

/** One row of `traffic_minutes`. */
export type TrafficMinuteRow = Row<typeof TRAFFIC_MINUTES>;
