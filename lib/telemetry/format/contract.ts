/** What every log format promises, and how a test reads lines with one. @module */
import { assert } from "@std/assert";
import fc from "fast-check";
import type { LineReader, LogFormat, ReadOptions } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";

const OPTIONS: ReadOptions = { timeZone: "UTC", layout: null };

/** Reads lines in order; `sample` makes the format known. */
export class TrialFormat {
  readonly #reader: LineReader;

  constructor(format: LogFormat, sample: readonly string[], options: Partial<ReadOptions> = {}) {
    const reader = format.open(sample, { ...OPTIONS, ...options });
    if (reader === null) throw new Error(`${format.name} does not know ${JSON.stringify(sample)}`);
    this.#reader = reader;
  }

  /** What the line is called in reports. */
  get layout(): string {
    return this.#reader.layout;
  }

  /** Reads a line. */
  read(line: string): ParsedRequest | Unreadable | null {
    return this.#reader.read(line);
  }

  /** The columns of a line that are not null. */
  told(line: string): Partial<ParsedRequest> {
    const read = this.read(line);
    if (read === null || read instanceof Unreadable) throw new Error(`"${line}" gave ${JSON.stringify(read)}`);
    return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== null));
  }

  /** Why a line cannot be read. */
  reason(line: string): string {
    const read = this.read(line);
    if (!(read instanceof Unreadable)) throw new Error(`"${line}" gave ${JSON.stringify(read)}`);
    return read.reason;
  }

  /** Reads the line with parts of it cut and replaced: whatever comes is a request with a moment, no record, or a reason. */
  assertSteady(line: string): void {
    const mutated = fc.tuple(fc.nat(line.length), fc.nat(line.length), fc.string({ maxLength: 4 }))
      .map(([start, end, text]) => line.slice(0, start) + text + line.slice(end));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), mutated), (text) => {
        const read = this.read(text);
        assert(read === null || read instanceof Unreadable || isSound(read), text);
      }),
      { seed: 20261122, numRuns: 1_000 },
    );
  }
}

function isSound(request: ParsedRequest): boolean {
  const { status_code } = request;
  const isStatus = status_code === null || Number.isInteger(status_code) && status_code >= 100 && status_code <= 999;
  const isNumber = Object.values(request).every((value) => typeof value !== "number" || value >= 0 || value < 0);
  return Number.isInteger(request.requested_at) && isStatus && isNumber;
}
