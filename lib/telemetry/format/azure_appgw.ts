/**
 * Azure Application Gateway's access log, one JSON record a line.
 *
 * Source: Microsoft, "Diagnostic logs for Application Gateway"; the moment is the end of the request. Version 2 writes seconds; version 1, known by the
 * names of its instances, milliseconds.
 *
 * @module
 */
import { jsonFormat } from "../syntax/json_format.ts";
import type { JsonRecord } from "../syntax/json_record.ts";
import type { LogFormat } from "../log_format.ts";
import { UNTOLD } from "../request.ts";
import { parseTimestamp } from "../value/timestamp.ts";
import { tlsVersionOf } from "../value/tls_version.ts";

/**
 * Azure Application Gateway.
 *
 * - `balancer` is the gateway's name, `pool` the backend pool. The firewall's records are no requests.
 * - `attempt_count` is 1 where a server was chosen and 0 where none was: the log tells of the last one only.
 */
export const AZURE_APPGW: LogFormat = jsonFormat({
  name: "azure_appgw",
  describe: "Azure Application Gateway access log, JSON",
  isLike: isAccess,
  toRequest(record, { timeZone }) {
    if (!isAccess(record)) return null;
    const fields = record.record("properties");
    const durationMs = fields.duration("timeTaken", unitMs(fields));
    const server = told(fields, "serverRouted");
    const tls = told(fields, "sslProtocol");
    const loggedAt = record.text("timeStamp") ?? record.text("time") ?? record.text("timestamp") ?? "";
    return {
      ...UNTOLD,
      requested_at: Math.floor(parseTimestamp(loggedAt, timeZone) - (durationMs ?? 0)),
      balancer: record.text("resourceId")?.split("/").at(-1) ?? null,
      pool: record.text("backendPoolName"),
      server_id: server,
      method: fields.text("httpMethod"),
      path: pathOf(fields),
      status_code: fields.status("httpStatus"),
      duration_ms: durationMs,
      upstream_ms: fields.duration("serverResponseLatency", 1_000),
      attempt_count: server === null ? 0 : 1,
      request_bytes: fields.number("receivedBytes"),
      response_bytes: fields.number("sentBytes"),
      client_ip: fields.text("clientIP"),
      user_agent: fields.text("userAgent"),
      protocol: fields.text("httpVersion"),
      tls_version: tls === null ? null : tlsVersionOf(tls),
      request_id: fields.text("transactionId"),
    };
  },
});

function isAccess(record: JsonRecord): boolean {
  return record.text("category") === "ApplicationGatewayAccessLog";
}

function unitMs(fields: JsonRecord): number {
  return fields.text("instanceId")?.startsWith("ApplicationGatewayRole_IN_") ? 1 : 1_000;
}

function told(fields: JsonRecord, name: string): string | null {
  const text = fields.text(name);
  return text === "N/A" ? null : text;
}

/** The target as the client sent it, or else the parts that version 1 logs. */
function pathOf(fields: JsonRecord): string | null {
  const path = fields.text("originalRequestUriWithArgs");
  if (path !== null) return path;
  const query = fields.text("requestQuery");
  return query === null ? fields.text("requestUri") : `${fields.text("requestUri") ?? "/"}?${query}`;
}
