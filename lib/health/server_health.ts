/** The `server_health` table: how each server is doing, five minutes at a time. @module */
import { defineTable, type Row } from "../table/table.ts";
import { HEALTH_STATES } from "./health_state.ts";

/** Length of a window: long enough for a ratio of a few requests a minute, short enough to tell before a coffee is drunk. */
export const HEALTH_WINDOW_MS = 300_000;

/** One row a window of five minutes and server, from its first sign of life on. What is not known is null. */
export const SERVER_HEALTH = defineTable({
  name: "server_health",
  grain: "one row a window of five minutes and server",
  key: ["window_start_at", "server_id"],
  time: "window_start_at",
  columns: {
    window_start_at: { type: "instant", meaning: "Start of the five minutes." },
    server_id: { type: "text", meaning: "The server." },
    peers: {
      type: "text",
      nullable: true,
      meaning: "Region, or pool where no region is known, with whose other servers it is compared.",
    },
    state: { type: "text", length: 16, meaning: `One of ${HEALTH_STATES.join(", ")}; with hysteresis.` },
    score: {
      type: "real",
      unit: "0..100",
      nullable: true,
      meaning: "100 x (1 - the worst penalty of a signal); null without evidence.",
    },
    reasons: {
      type: "text",
      nullable: true,
      meaning: "What is wrong, in words, the worst first; null where nothing is.",
    },
    utilisation_penalty: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Worst of CPU, memory, disk and concurrency; 0.2 is degraded, 0.5 unhealthy.",
    },
    saturation_penalty: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Worst of queueing, latency, tail and connections, likewise.",
    },
    error_penalty: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Worst of server errors, failed checks, missing traffic and flapping, likewise.",
    },
    request_count: { type: "integer", meaning: "Requests that the server was given." },
    server_error_ratio: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "(5xx + unanswered) / requests; null without requests.",
    },
    sure_error_ratio: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning:
        "Error ratio that is exceeded with 95 % sureness, by which the state goes; formula: `error_evidence.ts`.",
    },
    concurrency: {
      type: "real",
      unit: "requests",
      nullable: true,
      meaning: "Mean number of requests in flight by Little's law: sum of durations / window.",
    },
    concurrency_ratio: {
      type: "real",
      nullable: true,
      meaning: "Concurrency / usual peak of the server; null before the peak is known and below one request in flight.",
    },
    p95_duration_ms: {
      type: "real",
      nullable: true,
      meaning: "Median over the window's minutes of their 95th percentile.",
    },
    latency_ratio: {
      type: "real",
      nullable: true,
      meaning: "p95_duration_ms / its usual value on this server; null for fewer than ten requests.",
    },
    peer_latency_ratio: {
      type: "real",
      nullable: true,
      meaning: "p95_duration_ms / median of its peers in the window; null with fewer than three of them.",
    },
    tail_ratio: {
      type: "real",
      nullable: true,
      meaning: "Median over the minutes of 95th percentile / median duration; null for fewer than ten requests.",
    },
    queue_ratio: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Time in queues of the balancer / duration of requests; null where the log never tells a queue time.",
    },
    cpu_usage_percent: { type: "real", nullable: true, meaning: "Mean of the samples." },
    memory_usage_percent: { type: "real", nullable: true, meaning: "Mean of the samples." },
    disk_usage_percent: { type: "real", nullable: true, meaning: "Mean of the samples." },
    network_in_mbps: { type: "real", nullable: true, meaning: "Mean of the samples." },
    network_out_mbps: { type: "real", nullable: true, meaning: "Mean of the samples." },
    active_connections: { type: "real", nullable: true, meaning: "Mean of the samples." },
    connections_ratio: {
      type: "real",
      nullable: true,
      meaning: "Connections / usual peak of the server; null before the peak is known and below ten connections.",
    },
    health_failure_count: {
      type: "integer",
      nullable: true,
      meaning: "Failed health checks; null where nobody reports them.",
    },
    failed_check_ratio: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Share of the sampled minutes with a failed check.",
    },
    flapping_percent: {
      type: "real",
      unit: "0..100",
      nullable: true,
      meaning: "Weighted changes between up and down in the last 21 minutes, as Nagios counts them.",
    },
    state_change_count: {
      type: "integer",
      nullable: true,
      meaning: "Changes between up and down in the window.",
    },
  },
});

/** One row of `server_health`. */
export type ServerHealthRow = Row<typeof SERVER_HEALTH>;
