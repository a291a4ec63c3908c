/**
 * AWS CloudFront standard logs.
 *
 * Source: AWS, "Standard logs (access logs)" of CloudFront; moments are UTC at the end of the request, durations seconds, texts URL-encoded.
 *
 * @module
 */
import { parseSecondsAsMs } from "../value/duration.ts";
import type { LogFormat } from "../log_format.ts";
import { UNTOLD } from "../request.ts";
import { w3cFormat } from "../syntax/w3c_format.ts";

/**
 * AWS CloudFront.
 *
 * - `balancer` is the distribution, `region` the edge location.
 * - `termination` is the detailed result where it is an error. `status_code` is null where the viewer left first.
 */
export const CLOUDFRONT: LogFormat = w3cFormat({
  name: "cloudfront",
  describe: "AWS CloudFront standard log",
  separator: "\t",
  isLike: (directive) => directive.includes("x-edge-location"),
  toRequest(fields) {
    const durationMs = parseSecondsAsMs(fields.text("time-taken") ?? "");
    const agent = fields.text("cs(User-Agent)");
    const result = fields.text("x-edge-detailed-result-type") ?? fields.text("x-edge-result-type");
    return {
      ...UNTOLD,
      requested_at: Math.floor(fields.instant() - (durationMs ?? 0)),
      balancer: fields.text("cs(Host)"),
      region: fields.text("x-edge-location"),
      method: fields.text("cs-method"),
      path: fields.target(),
      status_code: fields.status("sc-status"),
      duration_ms: durationMs,
      request_bytes: fields.number("cs-bytes"),
      response_bytes: fields.number("sc-bytes"),
      client_ip: fields.text("c-ip"),
      user_agent: agent === null ? null : decoded(agent),
      protocol: fields.text("cs-protocol-version"),
      tls_version: fields.text("ssl-protocol"),
      termination: result?.includes("Error") ? result : null,
      request_id: fields.text("x-edge-request-id"),
    };
  },
});

/** Decodes once; a text that is not encoded as it should be stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
