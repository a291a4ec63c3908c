/** The `retry_chains` table: requests that one client repeated because they failed. @module */
import { defineTable, type Row } from "../table/table.ts";
import { CLIENT_KINDS } from "./client_kind.ts";
import { RETRY_CAUSES } from "./retry_cause.ts";
import { WAIT_PATTERNS } from "./wait_pattern.ts";

/** One row a chain of at least two attempts of a client. Lists are JSON arrays in the order of the attempts. */
export const RETRY_CHAINS = defineTable({
  name: "retry_chains",
  grain: "one row a chain of attempts, named by its first request",
  key: ["started_at", "source", "line"],
  time: "started_at",
  columns: {
    started_at: { type: "instant", meaning: "Start of the first attempt." },
    source: { type: "text", meaning: "Source of the first attempt, as in `requests`." },
    line: { type: "integer", meaning: "Line of the first attempt in its source." },
    client_ip: { type: "text", nullable: true, meaning: "Address of the client." },
    client_kind: {
      type: "text",
      length: 16,
      meaning: `What the user agent says the client is: ${CLIENT_KINDS.join(", ")}.`,
    },
    method: { type: "text", nullable: true, meaning: "Request method of all attempts." },
    route: { type: "text", nullable: true, meaning: "Route of all attempts, as in `traffic_minutes`." },
    pool: { type: "text", nullable: true, meaning: "Pool of the first attempt." },
    region: { type: "text", nullable: true, meaning: "Region of the first attempt." },
    balancer: { type: "text", nullable: true, meaning: "Balancer of the first attempt." },
    attempt_count: { type: "integer", meaning: "Requests of the chain: 2 and more." },
    cause: { type: "text", length: 24, meaning: `Why the first attempt failed: ${RETRY_CAUSES.join(", ")}.` },
    first_status_code: {
      type: "integer",
      nullable: true,
      meaning: "Status of the first attempt; null where none was sent.",
    },
    last_status_code: {
      type: "integer",
      nullable: true,
      meaning: "Status of the last attempt; null where none was sent.",
    },
    is_success: {
      type: "boolean",
      meaning: "Whether the last attempt did not fail in a way that clients retry; else the client gave up.",
    },
    ended_at: { type: "instant", meaning: "End of the last attempt; its start where its duration is unknown." },
    wait_pattern: {
      type: "text",
      length: 16,
      meaning: `How the waits follow each other: ${WAIT_PATTERNS.join(", ")}.`,
    },
    waits_ms: {
      type: "json",
      meaning: "From the end of each attempt to the start of the next, one less than attempts.",
    },
    durations_ms: { type: "json", meaning: "Duration of each attempt; null where it is unknown." },
    status_codes: { type: "json", meaning: "Status of each attempt; null where none was sent." },
    servers: { type: "json", meaning: "Server of each attempt; null where none was reached." },
    wasted_ms: { type: "real", meaning: "Sum of the known durations of the attempts that failed." },
  },
});

/** One row of `retry_chains`. */
export type RetryChainRow = Row<typeof RETRY_CHAINS>;
