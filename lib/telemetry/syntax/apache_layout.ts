/**
 * Translates Apache's `LogFormat` to a layout.
 *
 * Source: Apache httpd documentation, mod_log_config, "Custom Log Formats".
 *
 * @module
 */

const DIRECTIVE = /%[<>!\d,]*(?:\{([^}]*)\})?(\^\w\w|[a-zA-Z]|%)/g;

/** Directives without an argument. `$request_us` and the like are this project's names for what nginx cannot log. */
const PLAIN: Readonly<Record<string, string>> = {
  h: "$remote_addr",
  a: "$remote_addr",
  l: "$ident",
  u: "$remote_user",
  t: "[$time_local]",
  r: "$request",
  s: "$status",
  b: "$body_bytes_sent",
  B: "$body_bytes_sent",
  O: "$bytes_sent",
  I: "$request_length",
  D: "$request_us",
  T: "$request_s",
  v: "$server_name",
  V: "$server_name",
  p: "$server_port",
  m: "$request_method",
  U: "$uri",
  q: "$args",
  H: "$server_protocol",
  X: "$connection_status",
};

const TIME_UNITS: Readonly<Record<string, string>> = { us: "$request_us", ms: "$request_ms", s: "$request_s" };

/**
 * Translates a `LogFormat` string; what it does not know becomes a variable that is read over.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(layoutOfApache('%h %>s "%{User-Agent}i" %D'), '$remote_addr $status "$http_user_agent" $request_us');
 * ```
 */
export function layoutOfApache(logFormat: string): string {
  const unquoted = logFormat.replaceAll('\\"', '"').replaceAll("%U%q", "$request_uri");
  return unquoted.replaceAll(DIRECTIVE, (_, argument: string | undefined, letter: string) => {
    if (letter === "%") return "%";
    if (argument === undefined) return PLAIN[letter] ?? `$apache_${letter.replace("^", "")}`;
    return withArgument(argument, letter);
  });
}

function withArgument(argument: string, letter: string): string {
  const name = argument.toLowerCase().replaceAll(/\W/g, "_");
  if (letter === "i") return `$http_${name}`;
  if (letter === "T") return TIME_UNITS[argument] ?? "$request_s";
  if (letter === "t") return momentVariable(argument.replace("begin:", "")) ?? `$apache_time_${name}`;
  if (letter === "a" && argument === "c") return "$realip_remote_addr";
  if (argument === "BALANCER_WORKER_NAME") return "$worker_name";
  if (argument === "SSL_PROTOCOL") return "$ssl_protocol";
  return `$apache_${letter.replace("^", "")}_${name}`;
}

/** The variable of a moment when the request came in; null for parts of it, such as `msec_frac`. */
function momentVariable(format: string): string | null {
  if (format === "sec" || format === "msec") return "$msec_start";
  if (format.startsWith("%d/%b/%Y:")) return "$time_local";
  return /^(?:%Y-%m-%d|%F)/.test(format) ? "$time_iso8601" : null;
}
