/** The log formats that are known, and which of them a log is. @module */
import { AWS_ALB } from "./format/aws_alb.ts";
import { COMBINED } from "./format/combined.ts";
import { HAPROXY_HTTP } from "./format/haproxy_http.ts";
import { REQUEST_LOGS_CSV } from "./format/request_logs_csv.ts";
import type { LineReader, LogFormat, ReadOptions } from "./log_format.ts";
import { Unreadable } from "./reject.ts";

/** Every known format; where two read a sample equally well, the first one is taken. */
export const FORMATS: readonly LogFormat[] = [HAPROXY_HTTP, AWS_ALB, REQUEST_LOGS_CSV, COMBINED];

/** A format that was recognised, with its reader. */
export interface Detected {
  readonly format: LogFormat;
  readonly reader: LineReader;
}

/**
 * Finds the format that reads most lines of a sample.
 *
 * @param name a format's name, or `auto`
 * @returns null where no format reads a single line
 * @throws {RangeError} when no format has that name
 */
export function detectFormat(sample: readonly string[], name: string, options: ReadOptions): Detected | null {
  let best: Detected | null = null;
  let bestCount = 0;
  for (const format of candidates(name)) {
    const reader = format.open(sample, options);
    const count = reader === null ? 0 : countRequests(reader, sample);
    if (count > bestCount) [best, bestCount] = [{ format, reader: reader! }, count];
  }
  return best;
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

function countRequests(reader: LineReader, sample: readonly string[]): number {
  return sample.filter((line) => {
    const row = reader.read(line);
    return row !== null && !(row instanceof Unreadable);
  }).length;
}
