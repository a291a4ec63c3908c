/** Finds nginx's variables behind the labels that a site gave to the fields of its log. @module */

/** Labels of one meaning; those that could be two things list both, the first whose values look right is taken. */
const VARIABLES_OF_LABEL: Readonly<Record<string, readonly string[]>> = inverted([
  [["time_iso8601", "time_local", "msec"], "time timestamp @timestamp ts date datetime time_local time_iso8601 msec"],
  [["remote_addr"], "remote_addr remote_ip remote client client_ip clientip ip c_ip"],
  [["remote_addr", "server_name"], "host"],
  [["request"], "request req"],
  [["request_method"], "method request_method http_method verb"],
  [["request_uri"], "uri request_uri path url request_path"],
  [["args"], "args query query_string"],
  [["server_protocol"], "protocol server_protocol proto"],
  [["status"], "status status_code code response_status"],
  [["body_bytes_sent"], "size body_bytes_sent body_bytes bytes response_size"],
  [["bytes_sent"], "bytes_sent bytes_out"],
  [["request_length"], "request_length request_size bytes_in bytes_received reqsize"],
  [["request_time"], "request_time reqtime rt duration_s duration_seconds"],
  [["request_ms"], "request_ms duration_ms response_time_ms elapsed_ms latency_ms took_ms"],
  [["request_us"], "request_us duration_us response_time_us"],
  [["request_time", "request_ms"], "duration response_time elapsed latency took time_taken"],
  [["upstream_addr"], "upstream upstream_addr backend"],
  [["upstream_addr", "http_user_agent"], "ua"],
  [["upstream_status"], "us upstream_status"],
  [["upstream_connect_time"], "uct upstream_connect_time"],
  [["upstream_response_time"], "urt upstream_response_time apptime"],
  [["proxy_upstream_name"], "proxy_upstream_name upstream_name"],
  [["http_user_agent"], "user_agent http_user_agent agent useragent"],
  [["request_id"], "request_id req_id reqid rid x_request_id http_x_request_id trace_id"],
  [["ssl_protocol"], "ssl_protocol tls_version"],
  [["hostname"], "hostname"],
]);

const LOOKS: Readonly<Record<string, (value: string) => boolean>> = {
  time_iso8601: (value) => /^\d{4}-\d\d-\d\d[T ]/.test(value),
  time_local: (value) => /^\[?\d\d\/\w{3}\//.test(value),
  msec: (value) => /^\d{9,}(\.\d+)?$/.test(value),
  remote_addr: (value) => /^[\da-f]*[.:][\da-f.:]+$/i.test(value),
  upstream_addr: (value) => /:\d+$|^unix:/.test(value),
  request_ms: (value) => /^\d+$/.test(value),
};

const DURATIONS = ["request_time", "request_ms", "request_us"];

/** Values of each label, those of the first lines. */
type Samples = ReadonlyMap<string, readonly string[]>;

/**
 * Names the fields of a log; a label that says nothing, or says again what another has said, is left out.
 *
 * A duration whose label does not tell its unit is in milliseconds where all values are whole numbers, or else in seconds. Where more lines tell
 * the application's time than the whole request's, both are taken for that.
 *
 * @returns the variable of each label that has one
 */
export function nameLabels(samples: Samples): Map<string, string> {
  const variables = new Map<string, string>();
  const taken = new Set<string>();
  for (const [label, values] of samples) {
    const variable = candidates(label).find((name) => !taken.has(name) && looksLike(name, label, values));
    if (variable === undefined) continue;
    taken.add(variable);
    variables.set(label, variable);
  }
  if (isMoreThanTimes("apptime", samples, variables)) variables.set("apptime", "request_time");
  return variables;
}

/** Whether a label has values in more lines than the durations of whole requests. */
function isMoreThanTimes(label: string, samples: Samples, variables: ReadonlyMap<string, string>): boolean {
  const timed = [...variables].filter(([, variable]) => DURATIONS.includes(variable));
  const counts = timed.map(([ofTime]) => samples.get(ofTime)!.length);
  return variables.has(label) && samples.get(label)!.length > Math.max(0, ...counts);
}

function candidates(label: string): readonly string[] {
  return VARIABLES_OF_LABEL[label.toLowerCase()] ?? [];
}

/** A label that can be one thing only is believed; so is the last of several. */
function looksLike(name: string, label: string, values: readonly string[]): boolean {
  const known = values.filter((value) => value !== "" && value !== "-");
  if (name === "request_time" && candidates(label).includes("request_ms")) {
    return known.some((value) => value.includes("."));
  }
  const looks = candidates(label).length > 1 ? LOOKS[name] : undefined;
  return looks === undefined || known.length > 0 && known.every(looks);
}

function inverted(meanings: readonly (readonly [readonly string[], string])[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    meanings.flatMap(([variables, labels]) => labels.split(" ").map((label) => [label, variables])),
  );
}
