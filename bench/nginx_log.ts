/** The benchmark's nginx log: combined, with times and upstream lists, about 255 bytes a line. @module */
import type { LoggedRequest } from "./logged_request.ts";
import { clfTime } from "./log_time.ts";

/**
 * Formats a request as
 * `log_format timed '$remote_addr - … "$http_user_agent" rt=$request_time uct="$upstream_connect_time" uht="$upstream_header_time"
 * urt="$upstream_response_time" us="$upstream_status" ua="$upstream_addr"'` does, without the line break.
 */
export function nginxLine(request: LoggedRequest): string {
  const { attempts } = request;
  const totalMs = attempts.reduce((sum, attempt) => sum + attempt.durationMs, 0);
  const times = attempts.map((attempt) => seconds(attempt.durationMs)).join(", ");
  const connects = attempts.map(() => "0.001").join(", ");
  const statuses = attempts.map((attempt) => attempt.statusCode).join(", ");
  const servers = attempts.map((attempt) => `10.0.1.${attempt.server}:8080`).join(", ");
  return `${request.clientIp} - - [${
    clfTime(request.loggedAtMs)
  } +0000] "${request.method} ${request.path} HTTP/1.1" ` +
    `${attempts.at(-1)!.statusCode} ${request.responseBytes} "https://shop.example/" "${request.userAgent}" ` +
    `rt=${seconds(totalMs)} uct="${connects}" uht="${times}" urt="${times}" us="${statuses}" ua="${servers}"`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
