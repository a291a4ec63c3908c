/**
 * Google Cloud's HTTP(S) load balancers, log entries as Cloud Logging exports them, one JSON object a line.
 *
 * Source: Google, "HTTP(S) load balancing log entry" and the `HttpRequest` message; the moment is the receipt.
 *
 * @module
 */
import { withoutPort } from "../value/address.ts";
import { jsonFormat } from "../syntax/json_format.ts";
import type { LogFormat } from "../log_format.ts";
import { targetPath } from "../value/request_line.ts";
import { UNTOLD } from "../request.ts";
import { parseTimestamp } from "../value/timestamp.ts";

const ANSWERED = "response_sent_by_backend";

/**
 * Google Cloud load balancing.
 *
 * - `balancer` is the forwarding rule, `pool` the backend service, `region` the zone of the entry unless it is global.
 * - `termination` says who answered where it was not the backend, such as `failed_to_connect_to_backend`.
 * - `duration_ms` is null where the entry has none, as for answers from the cache.
 */
export const GCP_LB: LogFormat = jsonFormat({
  name: "gcp_lb",
  describe: "Google Cloud HTTP(S) load balancer, JSON of Cloud Logging",
  isLike: (record) => record.record("httpRequest").text("requestUrl") !== null,
  toRequest(record, { timeZone }) {
    const http = record.record("httpRequest");
    if (http.names.length === 0) return null;
    const labels = record.record("resource").record("labels");
    const [url, client, zone] = [http.text("requestUrl"), http.text("remoteIp"), labels.text("zone")];
    const details = record.record("jsonPayload").text("statusDetails");
    return {
      ...UNTOLD,
      requested_at: parseTimestamp(record.text("timestamp") ?? "", timeZone),
      balancer: labels.text("forwarding_rule_name"),
      pool: labels.text("backend_service_name"),
      server_id: http.text("serverIp"),
      region: zone === "global" ? null : zone,
      method: http.text("requestMethod"),
      path: url === null ? null : targetPath(url),
      status_code: http.status("status"),
      duration_ms: http.duration("latency", 1_000),
      request_bytes: http.number("requestSize"),
      response_bytes: http.number("responseSize"),
      client_ip: client === null ? null : withoutPort(client),
      user_agent: http.text("userAgent"),
      protocol: http.text("protocol"),
      termination: details === ANSWERED ? null : details,
      request_id: record.text("insertId"),
    };
  },
});
