/**
 * Traefik's access log, JSON, of versions 1 to 3.
 *
 * Source: Traefik documentation, "Logs and Access Logs"; the moment is the start, and durations are nanoseconds.
 *
 * @module
 */
import { hostOfUrl, withoutPort } from "../value/address.ts";
import { jsonFormat } from "../syntax/json_format.ts";
import type { JsonRecord } from "../syntax/json_record.ts";
import type { LogFormat } from "../log_format.ts";
import { UNTOLD } from "../request.ts";
import { parseTimestamp } from "../value/timestamp.ts";
import { tlsVersionOf } from "../value/tls_version.ts";

const NANOSECOND_MS = 1e-6;

/**
 * Traefik.
 *
 * - `pool` is the service, `server_id` the host and port of its server that answered last.
 * - `attempt_count` is `RetryAttempts` and the first try, and 0 where Traefik answered itself.
 */
export const TRAEFIK_JSON: LogFormat = jsonFormat({
  name: "traefik_json",
  describe: "Traefik access log, JSON",
  isLike: (record) => record.text("DownstreamStatus") !== null && record.text("RequestMethod") !== null,
  toRequest(record, { timeZone }) {
    const server = serverOf(record);
    const client = record.text("ClientHost") ?? record.text("ClientAddr");
    const tls = record.text("TLSVersion");
    return {
      ...UNTOLD,
      requested_at: parseTimestamp(record.text("StartUTC") ?? record.text("StartLocal") ?? "", timeZone),
      pool: record.text("ServiceName") ?? record.text("BackendName"),
      server_id: server,
      method: record.text("RequestMethod"),
      path: record.text("RequestPath"),
      status_code: record.status("DownstreamStatus"),
      duration_ms: record.duration("Duration", NANOSECOND_MS),
      upstream_ms: server === null ? null : record.duration("OriginDuration", NANOSECOND_MS),
      attempt_count: server === null ? 0 : (record.number("RetryAttempts") ?? 0) + 1,
      request_bytes: record.number("RequestContentSize"),
      response_bytes: record.number("DownstreamContentSize"),
      client_ip: client === null ? null : withoutPort(client),
      user_agent: record.text("request_User-Agent"),
      protocol: record.text("RequestProtocol"),
      tls_version: tls === null ? null : tlsVersionOf(tls),
      request_id: record.text("request_X-Request-Id"),
    };
  },
});

/** The server's URL is an object before version 3, and an address beside it names the server where there is no URL. */
function serverOf(record: JsonRecord): string | null {
  const url = record.text("ServiceURL") ?? record.record("ServiceURL").text("Host") ?? record.text("ServiceAddr") ??
    record.text("BackendAddr");
  return url === null ? null : hostOfUrl(url);
}
