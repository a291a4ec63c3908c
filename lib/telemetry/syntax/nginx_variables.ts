/**
 * nginx's variables, and Apache's under nginx's names, to a request.
 *
 * Source: nginx documentation, ngx_http_log_module and ngx_http_upstream_module; Apache mod_log_config. nginx logs the moment when the response was
 * done, so that `$request_time` is taken off; Apache logs the moment when the request came in.
 *
 * @module
 */
import { hostOfUrl } from "../value/address.ts";
import { parseMicrosecondsAsMs, parseMilliseconds, parseSecondsAsMs } from "../value/duration.ts";
import { unescapeBackslashes } from "../value/escape.ts";
import { parseClfInstant, parseIsoInstant } from "../value/instant.ts";
import type { ParsedRequest } from "../request.ts";
import { parseRequestLine } from "../value/request_line.ts";
import { parseTimestamp } from "../value/timestamp.ts";
import { readAttempts, sumMilliseconds, type UpstreamAttempts } from "../value/upstream_list.ts";

/** Columns that take a variable as it stands: of several the first that a layout has. */
export const TEXT_VARIABLES = {
  client_ip: ["remote_addr"],
  user_agent: ["http_user_agent"],
  request_id: ["http_x_request_id", "request_id", "req_id", "http_x_correlation_id"],
  pool: ["proxy_upstream_name", "proxy_host", "upstream_name", "router_name"],
  balancer: ["hostname"],
  tls_version: ["ssl_protocol"],
} as const;

type Values = readonly (string | null)[];

/** Turns the values of a layout's variables into a request, or says in words what is missing. */
export type ToRequest = (values: Values) => ParsedRequest | string;

/** How requests are made of values, and which variables that takes. */
export interface RequestOfVariables {
  readonly toRequest: ToRequest;
  readonly used: ReadonlySet<string>;
}

/**
 * Makes the function that turns values into requests, with the place of each variable looked up once.
 *
 * @param variables names in the order of the values; behind the last value stands a null for those that the layout lacks
 * @param timeZone zone of moments without an offset
 * @param unescape resolves the escapes of a text
 */
export function requestOfVariables(
  variables: readonly string[],
  timeZone: string,
  unescape: (value: string) => string = unescapeBackslashes,
): RequestOfVariables {
  const textOf = (value: string | null) => value === null || value === "-" || value === "" ? null : unescape(value);
  const used = new Set<string>();
  const place = placeIn(variables, used);
  const status = place("status");
  const placeOfText = (column: keyof typeof TEXT_VARIABLES) => place(...TEXT_VARIABLES[column]);
  const [remoteAddr, userAgent] = [placeOfText("client_ip"), placeOfText("user_agent")];
  const [balancer, pool] = [placeOfText("balancer"), placeOfText("pool")];
  const [requestId, tls] = [placeOfText("request_id"), placeOfText("tls_version")];
  const [sentBytes, bodyBytes, receivedBytes] = [
    place("bytes_sent"),
    place("body_bytes_sent"),
    place("request_length"),
  ];
  const connection = place("connection_status");
  const [connectTime, upstreamTime] = [place("upstream_connect_time"), place("upstream_response_time")];
  const readMoment = momentReader(place, timeZone);
  const isEndLogged = variables.includes("request_time");
  const readDuration = durationReader(place);
  const readRequestLine = requestLineReader(place, textOf);
  const readUpstream = upstreamReader(place, textOf);

  const toRequest: ToRequest = (values) => {
    const logged = readMoment(values);
    if (Number.isNaN(logged)) return "no readable time";
    const code = parseStatus(values[status]!);
    if (code === undefined) return "no readable status";
    const durationMs = readDuration(values);
    const upstream = readUpstream(values);
    const line = readRequestLine(values);
    return {
      requested_at: isEndLogged && durationMs !== null ? Math.floor(logged - durationMs) : logged,
      balancer: textOf(values[balancer]!),
      pool: textOf(values[pool]!) ?? upstream.group,
      server_id: upstream.server,
      region: null,
      method: line.method,
      path: line.path,
      status_code: code,
      duration_ms: durationMs,
      queue_ms: null,
      connect_ms: optionalSum(values[connectTime]!),
      upstream_ms: optionalSum(values[upstreamTime]!),
      attempt_count: upstream.count,
      is_redispatched: upstream.isRedispatched,
      request_bytes: parseBytes(values[receivedBytes]!),
      response_bytes: parseBytes(values[sentBytes] ?? values[bodyBytes]!) ?? (values[bodyBytes] === "-" ? 0 : null),
      client_ip: textOf(values[remoteAddr]!),
      user_agent: textOf(values[userAgent]!),
      protocol: line.protocol,
      tls_version: textOf(values[tls]!),
      termination: values[connection] === "X" ? "X" : null,
      request_id: textOf(values[requestId]!),
      retry_rate: null,
    };
  };
  return { toRequest, used };
}

/** Finds the place of the first of some names that the layout has; what it lacks has its place behind the last. */
type Place = (...names: string[]) => number;

function placeIn(variables: readonly string[], used: Set<string>): Place {
  return (...names) => {
    const name = names.find((candidate) => variables.includes(candidate));
    if (name === undefined) return variables.length;
    used.add(name);
    return variables.indexOf(name);
  };
}

/** Reads the logged moment; NaN where the line has none. Neighbouring lines share their second, so the last one is kept. */
function momentReader(place: Place, timeZone: string): (values: Values) => number {
  const [local, iso, epoch] = [place("time_local"), place("time_iso8601"), place("msec", "msec_start")];
  let lastText = "";
  let lastMoment = NaN;
  return (values) => {
    const seconds = values[epoch];
    if (seconds) return parseTimestamp(seconds, timeZone);
    const text = values[local] ?? values[iso];
    if (text === null || text === undefined) return NaN;
    if (text === lastText) return lastMoment;
    lastText = text;
    return lastMoment = values[local] === null ? parseIsoInstant(text, timeZone) : parseClfInstant(text);
  };
}

/** Reads the duration in ms, from the first of the variables for it that the layout has and the line tells. */
function durationReader(place: Place): (values: Values) => number | null {
  const [seconds, us] = [place("request_time"), place("request_us")];
  const [ms, wholeSeconds] = [place("request_ms"), place("request_s")];
  return (values) => {
    if (values[seconds]) return parseSecondsAsMs(values[seconds]);
    if (values[us]) return parseMicrosecondsAsMs(values[us]);
    if (values[ms]) return parseMilliseconds(values[ms]);
    return values[wholeSeconds] ? parseSecondsAsMs(values[wholeSeconds]) : null;
  };
}

type TextOf = (value: string | null) => string | null;

function requestLineReader(place: Place, textOf: TextOf): (values: Values) => ReturnType<typeof parseRequestLine> {
  const [line, method, protocol] = [place("request"), place("request_method"), place("server_protocol")];
  const [uri, args] = [place("request_uri", "uri"), place("args", "query_string")];
  return (values) => {
    const text = textOf(values[line]!);
    if (text !== null) return parseRequestLine(text);
    const path = textOf(values[uri]!);
    const query = textOf(values[args]!);
    const target = path !== null && query !== null && !path.includes("?")
      ? `${path}?${query.replace(/^\?/, "")}`
      : path;
    return { method: textOf(values[method]!), path: target, protocol: textOf(values[protocol]!) };
  };
}

type Upstream = Omit<UpstreamAttempts, "count" | "isRedispatched"> & {
  readonly count: number | null;
  readonly isRedispatched: boolean | null;
};

const UNKNOWN: Upstream = { server: null, group: null, count: null, isRedispatched: null };

/** Reads which servers were tried; Apache names only its worker, and not how many it tried. */
function upstreamReader(place: Place, textOf: TextOf): (values: Values) => Upstream {
  const [addresses, worker] = [place("upstream_addr"), place("worker_name")];
  return (values) => {
    const list = values[addresses];
    if (list !== null && list !== undefined) return readAttempts(list);
    const name = textOf(values[worker]!);
    return name === null ? UNKNOWN : { ...UNKNOWN, server: hostOfUrl(name) };
  };
}

/** A status; null where none was sent, undefined where the text is no status. */
function parseStatus(value: string | null): number | null | undefined {
  if (value === null) return undefined;
  if (value === "-" || value === "000" || value === "0") return null;
  const code = parseMilliseconds(value);
  return code !== null && code >= 100 && code <= 999 && value.length === 3 ? code : undefined;
}

function parseBytes(value: string | null): number | null {
  return value === null ? null : parseMilliseconds(value);
}

function optionalSum(times: string | null): number | null {
  return times === null ? null : sumMilliseconds(times);
}
