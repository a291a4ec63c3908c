/** The log formats that are known, and which of them a log is. @module */
import { AWS_ALB } from "./format/aws_alb.ts";
import { AWS_CLB } from "./format/aws_clb.ts";
import { AWS_NLB } from "./format/aws_nlb.ts";
import { AZURE_APPGW } from "./format/azure_appgw.ts";
import { AZURE_FRONTDOOR } from "./format/azure_frontdoor.ts";
import { CADDY_JSON } from "./format/caddy_json.ts";
import { CLOUDFRONT } from "./format/cloudfront.ts";
import { COMBINED } from "./format/combined.ts";
import { containerFormat, type OpenInner } from "./format/container.ts";
import { ENVOY_JSON } from "./format/envoy_json.ts";
import { ENVOY_TEXT } from "./format/envoy_text.ts";
import { GCP_LB } from "./format/gcp_lb.ts";
import { HAPROXY_HTTP } from "./format/haproxy_http.ts";
import { IIS_W3C } from "./format/iis_w3c.ts";
import { JSON_FIELDS } from "./format/json_fields.ts";
import { LTSV } from "./format/ltsv.ts";
import { REQUEST_LOGS_CSV } from "./format/request_logs_csv.ts";
import { syslogFormat } from "./format/syslog.ts";
import { TRAEFIK_JSON } from "./format/traefik_json.ts";
import type { LineReader, LogFormat, ReadOptions } from "./log_format.ts";
import { Unreadable } from "./reject.ts";

/** The particular formats before those that read whatever has the right fields. HAProxy's, which knows syslog itself, stands before it below. */
const LINE_FORMATS: readonly LogFormat[] = [
  AWS_ALB,
  AWS_CLB,
  AWS_NLB,
  CLOUDFRONT,
  AZURE_APPGW,
  AZURE_FRONTDOOR,
  GCP_LB,
  ENVOY_TEXT,
  ENVOY_JSON,
  TRAEFIK_JSON,
  CADDY_JSON,
  IIS_W3C,
  REQUEST_LOGS_CSV,
  JSON_FIELDS,
  LTSV,
  COMBINED,
];

const openInner: OpenInner = (sample, options) =>
  bestOf([HAPROXY_HTTP, ...LINE_FORMATS], sample, options)?.reader ?? null;

/** Every known format; where two read a sample equally well, the first one is taken. */
export const FORMATS: readonly LogFormat[] = [
  containerFormat(openInner),
  HAPROXY_HTTP,
  syslogFormat(openInner),
  ...LINE_FORMATS,
];

/** A format that was recognised, with its reader. */
export interface Detected {
  readonly format: LogFormat;
  readonly reader: LineReader;
}

/**
 * Finds the format that reads most lines of a sample; lines that it knows to be no records count as read.
 *
 * @param name a format's name, or `auto`
 * @returns null where no format reads a single line
 * @throws {RangeError} when no format has that name
 */
export function detectFormat(sample: readonly string[], name: string, options: ReadOptions): Detected | null {
  return bestOf(candidates(name), sample, options);
}

function bestOf(formats: readonly LogFormat[], sample: readonly string[], options: ReadOptions): Detected | null {
  let best: LogFormat | null = null;
  let bestCount = 0;
  for (const format of formats) {
    const reader = format.open(sample, options);
    const count = reader === null ? 0 : countReadable(reader, sample);
    if (count > bestCount) [best, bestCount] = [format, count];
  }
  return best === null ? null : { format: best, reader: best.open(sample, options)! };
}

function candidates(name: string): readonly LogFormat[] {
  if (name === "auto") return FORMATS;
  const format = FORMATS.find((format) => format.name === name);
  if (format === undefined) {
    const known = FORMATS.map((format) => format.name).join(", ");
    throw new RangeError(`Cannot read logs of format "${name}": known are auto, ${known}`);
  }
  return [format];
}

/** Counts lines that are requests or no records; without a single request there is nothing to read. */
function countReadable(reader: LineReader, sample: readonly string[]): number {
  const read = sample.map((line) => reader.read(line));
  const readable = read.filter((row) => !(row instanceof Unreadable));
  return readable.some((row) => row !== null) ? readable.length : 0;
}
