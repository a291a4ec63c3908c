/** What one program sends by syslog: a source of lines with a format of its own. @module */
import type { LineBatch } from "./line_batch.ts";

const SAMPLE_LINES = 200;

/** Bytes of a message among which the program's name stands. */
const PREFIX_BYTES = 300;

/** The name in the prefix of RFC 5424, after time and host, or of RFC 3164, where the host may be missing. */
const PREFIX =
  /^<\d{1,3}>(?:1 \S+ \S+ ([\w./-]{1,48}) |[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:\S+ )?([\w./-]{1,48})(?:\[\d+\])?: )/;

/**
 * Reads the name of the program that has sent a message.
 *
 * @returns null where the message has no prefix that tells it
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const message = new TextEncoder().encode("<134>Nov 24 05:00:00 lb-1 haproxy[12]: 10.0.0.1:1234 [24/Nov…");
 * assertEquals(programName(message), "haproxy");
 * ```
 */
export function programName(message: Uint8Array): string | null {
  const found = PREFIX.exec(new TextDecoder("latin1").decode(message.subarray(0, PREFIX_BYTES)));
  return found?.[1] ?? found?.[2] ?? null;
}

/** Messages of one program that wait for the next turn. */
export class SyslogProgram {
  readonly #source: string;
  #messages: Uint8Array[] = [];
  #lineCount = 0;
  readonly #sample: string[] = [];

  /** @param source name of the source, as `requests` has it */
  constructor(source: string) {
    this.#source = source;
  }

  /** Takes a message. */
  put(message: Uint8Array): void {
    this.#messages.push(message);
  }

  /** Gives the messages as lines; null where none have come. */
  take(): LineBatch | null {
    if (this.#messages.length === 0) return null;
    const messages = this.#messages;
    const firstLine = this.#lineCount + 1;
    [this.#messages, this.#lineCount] = [[], this.#lineCount + messages.length];
    const bytes = linesOf(messages);
    return { source: this.#source, bytes, firstLine, position: null, sample: this.#sampleOf(messages) };
  }

  #sampleOf(messages: readonly Uint8Array[]): readonly string[] {
    const decoder = new TextDecoder();
    const room = SAMPLE_LINES - this.#sample.length;
    this.#sample.push(...messages.slice(0, room).map((message) => decoder.decode(message).replace(/[\r\n\0]+$/, "")));
    return this.#sample;
  }
}

const NEWLINE = 0x0a;

/** Joins messages, a line each; a newline within one or at its end is none of the log's. */
function linesOf(messages: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const lines = new Uint8Array(messages.reduce((size, { length }) => size + length + 1, 0));
  let at = 0;
  for (const message of messages) {
    let end = message.length;
    while (end > 0 && (message[end - 1] === NEWLINE || message[end - 1] === 0)) end--;
    for (let i = 0; i < end; i++) lines[at++] = message[i] === NEWLINE ? 0x20 : message[i]!;
    lines[at++] = NEWLINE;
  }
  return lines.subarray(0, at);
}
