/** The `requests` table: what every log format is turned into. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row a log line. Absent, not reached and unknown are null; zero is a measured zero. */
export const REQUESTS = defineTable({
  name: "requests",
  grain: "one row a line of an access log",
  key: ["source", "line"],
  time: "requested_at",
  columns: {
    requested_at: {
      type: "instant",
      meaning: "Start of the request; where a format logs the end, the duration is taken off.",
    },
    balancer: { type: "text", nullable: true, meaning: "The load balancer that wrote the line." },
    pool: {
      type: "text",
      nullable: true,
      meaning: "Group of servers that the request was routed to: backend, upstream group, target group, cluster.",
    },
    server_id: {
      type: "text",
      nullable: true,
      meaning: "Server that gave the final answer; null where none was reached.",
    },
    region: { type: "text", nullable: true, meaning: "Region of the server or of the balancer." },
    method: { type: "text", nullable: true, meaning: "Request method as sent." },
    path: { type: "text", nullable: true, meaning: "Request target as sent, query included." },
    route: {
      type: "text",
      nullable: true,
      meaning: "Template of the path: identifiers replaced by `{id}`, query removed.",
    },
    status_code: {
      type: "integer",
      nullable: true,
      meaning: "HTTP status that the client got; null where none was sent.",
    },
    duration_ms: { type: "real", nullable: true, meaning: "Total time of the request as the balancer saw it." },
    queue_ms: { type: "real", nullable: true, meaning: "Time spent waiting for a free server slot." },
    connect_ms: { type: "real", nullable: true, meaning: "Time to connect to servers, all attempts together." },
    upstream_ms: { type: "real", nullable: true, meaning: "Time that servers took to answer, all attempts together." },
    attempt_count: {
      type: "integer",
      nullable: true,
      meaning:
        "Servers tried for this request by the balancer: 1 without retry, 0 when none was tried, null when the format does not tell.",
    },
    is_redispatched: {
      type: "boolean",
      nullable: true,
      meaning: "Whether a retry went to another server than the first.",
    },
    request_bytes: { type: "integer", nullable: true, meaning: "Bytes received from the client." },
    response_bytes: {
      type: "integer",
      nullable: true,
      meaning: "Bytes sent to the client; some formats count headers, some only the body.",
    },
    client_ip: { type: "text", nullable: true, meaning: "Address of the client." },
    user_agent: { type: "text", nullable: true, meaning: "User agent as sent, a value written by strangers." },
    protocol: { type: "text", nullable: true, meaning: "Protocol of the request, such as `HTTP/1.1`." },
    tls_version: { type: "text", nullable: true, meaning: "TLS version, such as `TLSv1.3`; null for plain text." },
    termination: {
      type: "text",
      nullable: true,
      meaning: "How the balancer says the request ended: HAProxy's four characters, Envoy's flags, ALB's error reason.",
    },
    request_id: { type: "text", nullable: true, meaning: "Identifier that joins this line with other logs." },
    retry_rate: {
      type: "real",
      nullable: true,
      meaning:
        "Share of this row's requests that are client retries, only where the source states it: 0 or 1 for a single request.",
    },
    source: { type: "text", meaning: "File that the line was read from, as it was named to the step." },
    line: {
      type: "integer",
      meaning: "Line number in the source, from 1; of a CSV or W3C file the header lines count too.",
    },
  },
});

/** One row of `requests`. */
export type RequestRow = Row<typeof REQUESTS>;

/** What a log format reads from a line; route, source and line are added by the ingest. */
export type ParsedRequest = Omit<RequestRow, "route" | "source" | "line">;

/** A request of which nothing is told but its start; a format fills in what it knows. */
export const UNTOLD: Omit<ParsedRequest, "requested_at"> = {
  balancer: null,
  pool: null,
  server_id: null,
  region: null,
  method: null,
  path: null,
  status_code: null,
  duration_ms: null,
  queue_ms: null,
  connect_ms: null,
  upstream_ms: null,
  attempt_count: null,
  is_redispatched: null,
  request_bytes: null,
  response_bytes: null,
  client_ip: null,
  user_agent: null,
  protocol: null,
  tls_version: null,
  termination: null,
  request_id: null,
  retry_rate: null,
};
