/**
 * Azure Front Door's access log, one JSON record a line.
 *
 * Source: Microsoft, "Monitor metrics and logs in Azure Front Door"; durations are seconds, as its correction of that page says. The moment is when the
 * edge had answered.
 *
 * @module
 */
import { jsonFormat } from "../syntax/json_format.ts";
import type { JsonRecord } from "../syntax/json_record.ts";
import type { LogFormat } from "../log_format.ts";
import { targetPath } from "../value/request_line.ts";
import { UNTOLD } from "../request.ts";
import { parseTimestamp } from "../value/timestamp.ts";
import { tlsVersionOf } from "../value/tls_version.ts";

const CATEGORIES = ["FrontDoorAccessLog", "FrontdoorAccessLog"];
const NO_ERROR = "NoError";

/**
 * Azure Front Door.
 *
 * - `balancer` is the endpoint, `pool` the routing rule, `server_id` the origin, `region` the edge location.
 * - `termination` is the error that the edge names. `status_code` is null where the origin did not answer in time.
 */
export const AZURE_FRONTDOOR: LogFormat = jsonFormat({
  name: "azure_frontdoor",
  describe: "Azure Front Door access log, JSON",
  isLike: isAccess,
  toRequest(record, { timeZone }) {
    if (!isAccess(record)) return null;
    const fields = record.record("properties");
    const durationMs = fields.duration("timeTaken", 1_000);
    const [url, tls] = [fields.text("requestUri"), fields.text("securityProtocol")];
    const error = fields.text("errorInfo") ?? fields.text("ErrorInfo");
    return {
      ...UNTOLD,
      requested_at: Math.floor(parseTimestamp(record.text("time") ?? "", timeZone) - (durationMs ?? 0)),
      balancer: fields.text("endpoint") ?? fields.text("hostName"),
      pool: fields.text("routingRuleName"),
      server_id: fields.text("originName"),
      region: fields.text("pop"),
      method: fields.text("httpMethod"),
      path: url === null ? null : targetPath(url),
      status_code: fields.status("httpStatusCode"),
      duration_ms: durationMs,
      request_bytes: fields.number("requestBytes"),
      response_bytes: fields.number("responseBytes"),
      client_ip: fields.text("clientIp"),
      user_agent: fields.text("userAgent"),
      protocol: protocolOf(fields.text("httpVersion")),
      tls_version: tls === null ? null : tlsVersionOf(tls),
      termination: error === NO_ERROR ? null : error,
      request_id: fields.text("trackingReference"),
    };
  },
});

function isAccess(record: JsonRecord): boolean {
  return CATEGORIES.includes(record.text("category") ?? "");
}

/** `2.0.0.0` as others write it. */
function protocolOf(version: string | null): string | null {
  const numbers = /^(\d)\.(\d)\.0\.0$/.exec(version ?? "");
  return numbers === null ? version : `HTTP/${numbers[1]}.${numbers[2]}`;
}
