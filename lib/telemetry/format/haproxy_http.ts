/**
 * HAProxy's HTTP log (`option httplog`, `httpslog`) and TCP log (`option tcplog`), with or without a syslog prefix.
 *
 * The date is the first byte of the request in the zone of the process. Timers are `TR/Tw/Tc/Tr/Ta`: `Tw` is the
 * queue, `Tc` the connection with all retries, `Tr` the answer of the server, `Ta` the whole request. A negative
 * timer is a phase that was not reached. See the configuration manual, chapter 8.
 *
 * @module
 */
import { unescapeHashes } from "../value/escape.ts";
import {
  type CapturePlaces,
  learnCapturePlaces,
  requestIdOf,
  UNKNOWN_PLACES,
  userAgentOf,
} from "../syntax/haproxy_captures.ts";
import { HaproxyFields } from "../syntax/haproxy_fields.ts";
import { parseHaproxyInstant } from "../value/instant.ts";
import type { LineReader, LogFormat, ReadOptions } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";
import { parseRequestLine, type RequestLine } from "../value/request_line.ts";
import { syslogHost } from "../syntax/syslog_host.ts";

/**
 * HAProxy's `httplog`, `httpslog` and `tcplog`.
 *
 * - `balancer` is the host that syslog names, `pool` the backend, also where HAProxy answered itself and the backend
 *   is the frontend's own name. `server_id` is null for `<NOSRV>`, `<STATS>` and other internal answers.
 * - `attempt_count` is retries + 1, and 0 when no server was contacted, which includes the end in a queue.
 * - `user_agent` and `request_id` come from captured headers; see `haproxy_captures.ts`.
 * - `tls_version` is known from `httpslog` only.
 * - A line of TCP is a connection: no method, path, status or upstream time.
 */
export const HAPROXY_HTTP: LogFormat = {
  name: "haproxy_http",
  describe: "HAProxy option httplog, httpslog and tcplog, with or without a syslog prefix",
  open(sample: readonly string[], options: ReadOptions): LineReader | null {
    const places = learnPlaces(sample);
    return places === null ? null : new HaproxyReader(places, options.timeZone);
  },
};

class HaproxyReader implements LineReader {
  readonly layout = "HAProxy httplog";
  readonly #places: ReadonlyMap<string, CapturePlaces>;
  readonly #timeZone: string;
  readonly #fields = new HaproxyFields();
  #prefix = "";
  #host: string | null = null;

  constructor(places: ReadonlyMap<string, CapturePlaces>, timeZone: string) {
    this.#places = places;
    this.#timeZone = timeZone;
  }

  read(line: string): ParsedRequest | Unreadable {
    const fields = this.#fields;
    const fault = fields.load(line);
    if (fault !== null) return new Unreadable(fault);
    const requestedAt = parseHaproxyInstant(fields.date, this.#timeZone);
    if (Number.isNaN(requestedAt)) return new Unreadable("the date in brackets is no moment");
    const client = fields.client;
    const portStart = client.lastIndexOf(":");
    if (portStart < 1) return new Unreadable("the client before the date has no address and port");
    return this.#request(requestedAt, client.slice(0, portStart));
  }

  #request(requestedAt: number, clientIp: string): ParsedRequest {
    const fields = this.#fields;
    const { timers, isHttp, captures, server } = fields;
    const request = requestOf(fields);
    const places = this.#places.get(fields.frontend) ?? UNKNOWN_PLACES;
    return {
      requested_at: requestedAt,
      balancer: this.#hostOf(fields.prefix),
      pool: fields.backend,
      server_id: server.startsWith("<") ? null : server,
      region: null,
      method: request.method,
      path: request.path === null ? null : unescapeHashes(request.path),
      status_code: fields.status < 100 ? null : fields.status,
      duration_ms: reached(timers[isHttp ? 4 : 2]!),
      queue_ms: reached(timers[isHttp ? 1 : 0]!),
      connect_ms: reached(timers[isHttp ? 2 : 1]!),
      upstream_ms: isHttp ? reached(timers[3]!) : null,
      attempt_count: attemptCount(fields),
      is_redispatched: fields.isRedispatched,
      request_bytes: null,
      response_bytes: fields.bytes,
      client_ip: clientIp,
      user_agent: captures === null ? null : userAgentOf(captures, places),
      protocol: request.protocol,
      tls_version: tlsVersion(fields.tail),
      termination: fields.termination,
      request_id: captures === null ? null : requestIdOf(captures, places),
      retry_rate: null,
    };
  }

  #hostOf(prefix: string): string | null {
    if (prefix !== this.#prefix) {
      this.#prefix = prefix;
      this.#host = syslogHost(prefix);
    }
    return this.#host;
  }
}

function learnPlaces(sample: readonly string[]): ReadonlyMap<string, CapturePlaces> | null {
  const fields = new HaproxyFields();
  const captures = new Map<string, string[]>();
  for (const line of sample) {
    if (fields.load(line) !== null) continue;
    const ofFrontend = captures.get(fields.frontend) ?? [];
    captures.set(fields.frontend, ofFrontend);
    if (fields.captures !== null) ofFrontend.push(fields.captures);
  }
  if (captures.size === 0) return null;
  return new Map([...captures].map(([frontend, texts]) => [frontend, learnCapturePlaces(texts)]));
}

function attemptCount(fields: HaproxyFields): number {
  const isContacted = !fields.server.startsWith("<") && fields.termination.charAt(1) !== "Q";
  return isContacted || fields.retryCount > 0 ? fields.retryCount + 1 : 0;
}

function reached(ms: number): number | null {
  return ms < 0 ? null : ms;
}

function requestOf(fields: HaproxyFields): RequestLine {
  return parseRequestLine(fields.isRequestCut ? withoutCutWord(fields.request) : fields.request);
}

/** Removes the beginning of a method or of `HTTP/1.1`, which syslog's limit of a line may have cut. */
function withoutCutWord(text: string): string {
  const lastSpace = text.lastIndexOf(" ");
  const word = text.slice(lastSpace + 1);
  const isCutProtocol = "HTTP/".startsWith(word) || word.startsWith("HTTP/") && word.length < "HTTP/1.1".length;
  return lastSpace < 0 || isCutProtocol ? text.slice(0, Math.max(lastSpace, 0)) : text;
}

/** Reads the version from `sni/TLSv1.3/CIPHER`, the last word of `httpslog`. */
function tlsVersion(tail: string): string | null {
  if (tail === "") return null;
  const end = tail.lastIndexOf("/");
  const version = tail.slice(tail.lastIndexOf("/", end - 1) + 1, Math.max(end, 0));
  return version.startsWith("TLSv") || version.startsWith("SSLv") ? version : null;
}
