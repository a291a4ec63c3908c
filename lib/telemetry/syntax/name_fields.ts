/** Names the fields that a site appended to its log by what their values look like. @module */

/** One appended field of a sample line. */
export interface FieldSample {
  /** The key with its `=`, or nothing. */
  readonly key: string;
  readonly open: "" | '"' | "[";
  readonly close: "" | '"' | "]" | "ms";
  /** The value without its quotes and without its unit. */
  readonly value: string;
}

type Values = readonly string[];

const LIST = /, | : /;
const SECONDS = /^\d+\.\d{3}$/;
const STATUS = /^[1-5]\d\d$/;
const INTEGER = /^\d+$/;
const ADDRESS = /^(?:\[[0-9a-f:.]+\]|[\w.-]+):\d+$|^unix:/i;
const WORKER = /^\w+:\/\/[^/]+$/;
const CLIENT = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+|unknown)$/i;
const IDENTIFIER = /^[0-9a-f-]{16,}$/i;

/** Keys that sites commonly give to nginx variables; a key that could be two things lists both. */
const VARIABLES_OF_KEY: Readonly<Record<string, readonly string[]>> = {
  rt: ["request_time"],
  request_time: ["request_time"],
  reqtime: ["request_time"],
  uct: ["upstream_connect_time"],
  upstream_connect_time: ["upstream_connect_time"],
  uht: ["upstream_header_time"],
  upstream_header_time: ["upstream_header_time"],
  urt: ["upstream_response_time"],
  upstream_response_time: ["upstream_response_time"],
  apptime: ["upstream_response_time"],
  us: ["upstream_status"],
  upstream_status: ["upstream_status"],
  ua: ["upstream_addr", "http_user_agent"],
  upstream: ["upstream_addr"],
  upstream_addr: ["upstream_addr"],
  rid: ["request_id"],
  request_id: ["request_id"],
  req_id: ["request_id"],
  host: ["server_name"],
  xff: ["http_x_forwarded_for"],
};

/** What the values of a variable look like; every value must fit, and at least one must not be `-`. */
const LOOKS: Readonly<Record<string, (entry: string) => boolean>> = {
  request_time: (entry) => SECONDS.test(entry),
  upstream_connect_time: (entry) => SECONDS.test(entry),
  upstream_header_time: (entry) => SECONDS.test(entry),
  upstream_response_time: (entry) => SECONDS.test(entry),
  upstream_addr: (entry) => ADDRESS.test(entry),
  upstream_status: (entry) => STATUS.test(entry),
  request_id: (entry) => IDENTIFIER.test(entry),
  http_x_forwarded_for: (entry) => CLIENT.test(entry),
  worker_name: (entry) => WORKER.test(entry),
};

/** Variables that a field without a key may be, the surest first. */
const WITHOUT_KEY = [
  "http_x_forwarded_for",
  "request_time",
  "upstream_response_time",
  "upstream_addr",
  "upstream_status",
  "worker_name",
  "request_id",
] as const;

/** What Traefik appends: its count of requests, the router and the server's URL stand before the duration with its unit. */
const TRAEFIK_FIELDS = ["http_referer", "http_user_agent", "request_count", "router_name", "worker_name", "request_ms"];

/**
 * Names appended fields.
 *
 * @param columns for each field its samples, one a line
 * @returns one distinct variable name a field; `field_3` where nothing explains the third
 */
export function nameFields(columns: readonly (readonly FieldSample[])[]): string[] {
  if (isTraefik(columns)) return [...TRAEFIK_FIELDS];
  const names: string[] = [];
  const values = columns.map((column) => column.map((sample) => sample.value));
  const isAgentNext = columns[0]?.[0]?.open === '"' && columns[1]?.[0]?.open === '"' && columns[0][0].key === "";
  columns.forEach((column, i) => {
    const name = isAgentNext && i < 2 ? ["http_referer", "http_user_agent"][i] : nameOf(column[0]!, i, values, names);
    names.push(name === undefined || names.includes(name) ? `field_${i + 1}` : name);
  });
  return swappedTimes(names, values);
}

function isTraefik(columns: readonly (readonly FieldSample[])[]): boolean {
  return columns.length === TRAEFIK_FIELDS.length && columns[5]![0]?.close === "ms" &&
    columns[2]!.every(({ value }) => INTEGER.test(value));
}

function nameOf(
  field: FieldSample,
  i: number,
  values: readonly Values[],
  taken: readonly string[],
): string | undefined {
  const free = (name: string) => !taken.includes(name);
  const column = values[i]!;
  if (field.close === "ms") return "request_ms";
  if (field.key !== "") {
    return VARIABLES_OF_KEY[field.key.slice(0, -1).toLowerCase()]?.find((name) => looksLike(name, column));
  }
  if (field.open === "[") return ["proxy_upstream_name", "proxy_alternative_upstream_name"].find(free);
  if (field.open === '"' && column.every((value) => value === "-")) return "http_x_forwarded_for";
  const names = WITHOUT_KEY.filter((name) => free(name) && isPlausible(name, field, taken));
  return names.find((name) => looksLike(name, column)) ?? nameOfInteger(i, values, taken);
}

/** A status without a key follows the upstream's address; a client list is always quoted. */
function isPlausible(name: string, field: FieldSample, taken: readonly string[]): boolean {
  if (name === "upstream_status") return taken.includes("upstream_addr");
  if (name === "http_x_forwarded_for") return field.open === '"';
  return name !== "upstream_response_time" || taken.includes("request_time");
}

function looksLike(name: string, values: Values): boolean {
  const looks = LOOKS[name];
  if (looks === undefined) return true;
  const entries = values.flatMap((value) => value.split(LIST)).filter((entry) => entry !== "-" && entry !== "");
  return entries.length > 0 && entries.every(looks);
}

/**
 * Integers: ingress-nginx logs the request's length before its time, Apache `%D`, `%{ms}T`, `%T`, then `%I %O`. No request takes zero microseconds,
 * so a column with a zero may be whole seconds or a counter.
 */
function nameOfInteger(i: number, values: readonly Values[], taken: readonly string[]): string | undefined {
  if (!isInteger(values[i])) return undefined;
  if (looksLike("request_time", values[i + 1] ?? [])) return "request_length";
  if (taken.includes("upstream_addr")) return undefined;
  const started = taken.indexOf("request_us");
  if (started >= 0) {
    if (isScaled(values[started]!, values[i]!, 1_000)) return "request_ms";
    if (isScaled(values[started]!, values[i]!, 1_000_000)) return "request_s";
  } else if (!taken.includes("request_length")) {
    if (values[i]!.includes("0")) return undefined;
    if (!isBytesPair(i, values)) return "request_us";
  }
  return taken.includes("request_length") ? "bytes_sent" : "request_length";
}

/** `%I %O`: two integers and no third, of which the second is no rounding of the first. */
function isBytesPair(i: number, values: readonly Values[]): boolean {
  const [first, second] = [values[i]!, values[i + 1]];
  if (!isInteger(second) || isInteger(values[i + 2])) return false;
  return !isScaled(first, second!, 1_000) && !isScaled(first, second!, 1_000_000);
}

function isInteger(values: Values | undefined): boolean {
  return values !== undefined && values.every((value) => INTEGER.test(value));
}

function isScaled(fine: Values, coarse: Values, factor: number): boolean {
  return fine.every((value, i) => Math.abs(Number(value) / factor - Number(coarse[i])) <= 1);
}

/** The whole request lasts at least as long as its upstream: where the columns say otherwise, the site wrote them the other way round. */
function swappedTimes(names: string[], values: readonly Values[]): string[] {
  const total = names.indexOf("request_time");
  const upstream = names.indexOf("upstream_response_time");
  if (total < 0 || upstream < 0) return names;
  const shorter =
    values[total]!.filter((value, line) => Number(value) + 0.001 < Number(values[upstream]![line])).length;
  if (shorter * 2 <= values[total]!.length) return names;
  return names.map((name, i) => i === total ? "upstream_response_time" : i === upstream ? "request_time" : name);
}
