/** What log formats of the W3C extended kind have in common. @module */
import type { LineReader, LogFormat } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";
import { FIELDS, W3cFields } from "./w3c_fields.ts";

/** A log format whose lines are named by `#Fields`. */
export interface W3cFormat {
  readonly name: string;
  readonly describe: string;
  /** What stands between values. */
  readonly separator: string;
  /** Whether a `#Fields` line is of this format. */
  isLike(directive: string): boolean;
  /** Reads the values of a line; NaN as the start makes it unreadable. */
  toRequest(fields: W3cFields): ParsedRequest;
}

/** Makes a log format of it; a line is read by the last `#Fields` before it, so that a file is read in order. */
export function w3cFormat(format: W3cFormat): LogFormat {
  const { name, describe } = format;
  return {
    name,
    describe,
    isOrdered: true,
    open(sample) {
      const isOfFormat = sample.some((line) => line.startsWith(FIELDS) && format.isLike(line));
      return isOfFormat ? new W3cReader(format) : null;
    },
  };
}

class W3cReader implements LineReader {
  readonly layout: string;
  readonly #format: W3cFormat;
  readonly #fields: W3cFields;

  constructor(format: W3cFormat) {
    this.layout = format.describe;
    this.#format = format;
    this.#fields = new W3cFields(format.separator);
  }

  read(line: string): ParsedRequest | Unreadable | null {
    const fields = this.#fields;
    if (!fields.load(line)) return null;
    if (fields.fault !== null) return new Unreadable(fields.fault);
    const request = this.#format.toRequest(fields);
    return Number.isNaN(request.requested_at) ? new Unreadable("no readable date and time") : request;
  }
}
