/**
 * Envoy's and Istio's access log, JSON with the customary keys.
 *
 * Source: Envoy documentation, "Access logging"; the moment is the start, and durations are milliseconds.
 *
 * @module
 */
import { firstOfList, hostOfUrl, withoutPort } from "../value/address.ts";
import { jsonFormat } from "../syntax/json_format.ts";
import type { JsonRecord } from "../syntax/json_record.ts";
import type { LogFormat } from "../log_format.ts";
import { targetPath } from "../value/request_line.ts";
import { UNTOLD } from "../request.ts";
import { parseTimestamp } from "../value/timestamp.ts";
import { tlsVersionOf } from "../value/tls_version.ts";

/**
 * Envoy and Istio.
 *
 * - `pool` is the upstream cluster, `termination` the response flags. `status_code` is null where no response had begun.
 * - `attempt_count` is `upstream_request_attempt_count`; null where that is not logged.
 * - `client_ip` is the downstream's remote address, or else the first of `x_forwarded_for`.
 */
export const ENVOY_JSON: LogFormat = jsonFormat({
  name: "envoy_json",
  describe: "Envoy and Istio access log, JSON",
  isLike: (record) => record.text("start_time") !== null && record.text("response_code") !== null,
  toRequest(record, { timeZone }) {
    const server = record.text("upstream_host");
    const path = record.text("x_envoy_original_path") ?? record.text("path");
    const tls = record.text("downstream_tls_version");
    return {
      ...UNTOLD,
      requested_at: parseTimestamp(record.text("start_time") ?? "", timeZone),
      pool: record.text("upstream_cluster"),
      server_id: server === null ? null : hostOfUrl(server),
      method: record.text("method"),
      path: path === null ? null : targetPath(path),
      status_code: record.status("response_code"),
      duration_ms: record.duration("duration", 1),
      upstream_ms: record.duration("upstream_service_time", 1),
      attempt_count: record.number("upstream_request_attempt_count"),
      request_bytes: record.number("bytes_received"),
      response_bytes: record.number("bytes_sent"),
      client_ip: clientOf(record),
      user_agent: record.text("user_agent"),
      protocol: record.text("protocol"),
      tls_version: tls === null ? null : tlsVersionOf(tls),
      termination: record.text("response_flags"),
      request_id: record.text("request_id") ?? record.text("x_request_id"),
    };
  },
});

function clientOf(record: JsonRecord): string | null {
  const peer = record.text("downstream_remote_address");
  const forwarded = record.text("x_forwarded_for");
  return peer !== null ? withoutPort(peer) : forwarded !== null ? firstOfList(forwarded) : null;
}
