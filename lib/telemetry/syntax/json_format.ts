/** What log formats in JSON have in common. @module */
import { JsonRecord } from "./json_record.ts";
import type { LineReader, LogFormat, ReadOptions } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";

/** A log format whose every line is a JSON object. */
export interface JsonFormat {
  readonly name: string;
  readonly describe: string;
  /** Whether a record has the keys by which the format is recognised. */
  isLike(record: JsonRecord): boolean;
  /**
   * Reads a record.
   *
   * @returns null for one that tells of no request, such as a server's own message; NaN as the start makes it unreadable
   */
  toRequest(record: JsonRecord, options: ReadOptions): ParsedRequest | null;
}

/** Makes a log format of it. */
export function jsonFormat(format: JsonFormat): LogFormat {
  const { name, describe } = format;
  return {
    name,
    describe,
    open(sample, options) {
      const records = sample.map(JsonRecord.parse).filter((record) => record !== null);
      return records.some((record) => format.isLike(record)) ? new JsonReader(format, options) : null;
    },
  };
}

class JsonReader implements LineReader {
  readonly layout: string;
  readonly #format: JsonFormat;
  readonly #options: ReadOptions;

  constructor(format: JsonFormat, options: ReadOptions) {
    this.layout = format.describe;
    this.#format = format;
    this.#options = options;
  }

  read(line: string): ParsedRequest | Unreadable | null {
    const record = JsonRecord.parse(line);
    if (record === null) return new Unreadable("no whole JSON object");
    const request = this.#format.toRequest(record, this.#options);
    return Number.isNaN(request?.requested_at) ? new Unreadable("a JSON object without a readable time") : request;
  }
}
