/**
 * Caddy's access log, JSON.
 *
 * Source: Caddy documentation, "log" directive and `caddyhttp` server; the moment is the end of the request.
 *
 * @module
 */
import { withoutPort } from "../value/address.ts";
import { jsonFormat } from "../syntax/json_format.ts";
import type { JsonRecord } from "../syntax/json_record.ts";
import type { LogFormat } from "../log_format.ts";
import { UNTOLD } from "../request.ts";
import { parseTimestamp } from "../value/timestamp.ts";

const TLS_VERSIONS: ReadonlyMap<number | null, string> = new Map([
  [0x0301, "TLSv1.0"],
  [0x0302, "TLSv1.1"],
  [0x0303, "TLSv1.2"],
  [0x0304, "TLSv1.3"],
]);

/**
 * Caddy.
 *
 * - Lines of other loggers are no requests. `status_code` is null where nothing was written because the client left.
 * - `client_ip` honours trusted proxies from Caddy 2.7 on; the servers behind it are not logged.
 */
export const CADDY_JSON: LogFormat = jsonFormat({
  name: "caddy_json",
  describe: "Caddy access log, JSON",
  isLike: isAccess,
  toRequest(record, { timeZone }) {
    if (!isAccess(record)) return null;
    const request = record.record("request");
    const headers = request.record("headers");
    const durationMs = record.duration("duration", 1_000);
    return {
      ...UNTOLD,
      requested_at: Math.floor(parseTimestamp(record.text("ts") ?? "", timeZone) - (durationMs ?? 0)),
      method: request.text("method"),
      path: request.text("uri"),
      status_code: record.status("status"),
      duration_ms: durationMs,
      request_bytes: record.number("bytes_read"),
      response_bytes: record.number("size"),
      client_ip: clientOf(request),
      user_agent: headers.text("User-Agent"),
      protocol: request.text("proto"),
      tls_version: TLS_VERSIONS.get(request.record("tls").number("version")) ?? null,
      request_id: headers.text("X-Request-Id"),
    };
  },
});

function isAccess(record: JsonRecord): boolean {
  const isLogger = record.text("logger")?.startsWith("http.log.access") ?? false;
  return isLogger || record.text("msg") === "handled request" && record.record("request").names.length > 0;
}

/** Before Caddy 2.5 the address had its port. */
function clientOf(request: JsonRecord): string | null {
  const address = request.text("client_ip") ?? request.text("remote_ip") ?? request.text("remote_addr");
  return address === null ? null : withoutPort(address);
}
