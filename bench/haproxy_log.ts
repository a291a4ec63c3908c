/** The benchmark's HAProxy log: `option httplog` behind the prefix of a syslog file. @module */
import { clfTime, syslogTime } from "./log_time.ts";
import type { LoggedRequest } from "./logged_request.ts";

/** Formats a request as HAProxy does, without the line break; a second attempt counts as a redispatch. */
export function haproxyLine(request: LoggedRequest): string {
  const answer = request.attempts.at(-1)!;
  const totalMs = request.attempts.reduce((sum, attempt) => sum + attempt.durationMs, 0);
  const acceptedAtMs = request.loggedAtMs - totalMs;
  const retries = request.attempts.length === 1 ? "0" : `+${request.attempts.length - 1}`;
  const millis = String(acceptedAtMs % 1_000).padStart(3, "0");
  return `${syslogTime(request.loggedAtMs)} lb1 haproxy[812]: ${request.clientIp}:${request.clientPort} ` +
    `[${clfTime(acceptedAtMs)}.${millis}] fe_shop be_shop/app${answer.server} ` +
    `0/${totalMs - answer.durationMs}/1/${
      answer.durationMs - 1
    }/${totalMs} ${answer.statusCode} ${request.responseBytes} ` +
    `- - ---- 9/9/4/1/${retries} 0/0 "${request.method} ${request.path} HTTP/1.1"`;
}
