/**
 * Microsoft IIS logs in the W3C extended format.
 *
 * Source: Microsoft, "Configure Logging in IIS"; moments are UTC at the end of the request, durations milliseconds, `+` stands for a space.
 *
 * @module
 */
import type { LogFormat } from "../log_format.ts";
import { UNTOLD } from "../request.ts";
import type { W3cFields } from "../syntax/w3c_fields.ts";
import { w3cFormat } from "../syntax/w3c_format.ts";

/** Logs of edge servers have it, and are another format. */
const EDGE_FIELD = "x-edge-location";

/**
 * Microsoft IIS.
 *
 * - `balancer` is the site or the computer where it is logged, `server_id` the server's address and port.
 * - The columns are those of the last `#Fields`; lines before the first one cannot be read.
 */
export const IIS_W3C: LogFormat = w3cFormat({
  name: "iis_w3c",
  describe: "Microsoft IIS, W3C extended log format",
  separator: " ",
  isLike: (directive) => directive.includes(" sc-status") && !directive.includes(EDGE_FIELD),
  toRequest(fields) {
    const durationMs = fields.number("time-taken") ?? fields.number("TimeTakenMS");
    return {
      ...UNTOLD,
      requested_at: Math.floor(fields.instant() - (durationMs ?? 0)),
      balancer: fields.text("s-sitename") ?? fields.text("s-computername"),
      server_id: serverOf(fields),
      method: fields.text("cs-method"),
      path: fields.target(),
      status_code: fields.status("sc-status"),
      duration_ms: durationMs,
      request_bytes: fields.number("cs-bytes"),
      response_bytes: fields.number("sc-bytes"),
      client_ip: fields.text("c-ip"),
      user_agent: fields.text("cs(User-Agent)")?.replaceAll("+", " ") ?? null,
      protocol: fields.text("cs-version"),
    };
  },
});

function serverOf(fields: W3cFields): string | null {
  const [address, port] = [fields.text("s-ip"), fields.text("s-port")];
  if (address === null || port === null) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
