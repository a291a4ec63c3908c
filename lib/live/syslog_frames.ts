/** Messages in a stream of syslog: counted octets or lines. Source: RFC 6587, sections 3.4.1 and 3.4.2. @module */

const NEWLINE = 0x0a;
const SPACE = 0x20;

/** Longest message; what is longer is an accident or an attack, and cut there. */
const MESSAGE_LIMIT = 1 << 20;

/** Digits of the longest length. */
const MOST_DIGITS = 7;

/**
 * Divides the bytes of one connection.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const found: string[] = [];
 * const frames = new SyslogFrames((message) => void found.push(new TextDecoder().decode(message)));
 * frames.push(new TextEncoder().encode("5 <1>ab<2>line\n"));
 * assertEquals(found, ["<1>ab", "<2>line"]);
 * ```
 */
export class SyslogFrames {
  readonly #onMessage: (message: Uint8Array) => void;
  #rest = new Uint8Array();

  constructor(onMessage: (message: Uint8Array) => void) {
    this.#onMessage = onMessage;
  }

  /** Takes bytes as they come. */
  push(bytes: Uint8Array): void {
    const all = joined(this.#rest, bytes);
    let start = 0;
    for (let frame = frameAt(all, start); frame !== null; frame = frameAt(all, start)) {
      if (frame.end > frame.begin) this.#onMessage(all.slice(frame.begin, frame.end));
      start = frame.next;
    }
    this.#rest = all.slice(start);
  }

  /** Takes what is left when the connection ends: a line without its end. */
  end(): void {
    if (this.#rest.length > 0) this.#onMessage(this.#rest);
    this.#rest = new Uint8Array();
  }
}

interface Frame {
  readonly begin: number;
  readonly end: number;
  readonly next: number;
}

/** Finds the message at a place; null where it is not whole yet. */
function frameAt(bytes: Uint8Array, start: number): Frame | null {
  if (start >= bytes.length) return null;
  if (isDigit(bytes[start]!)) {
    const counted = countedAt(bytes, start);
    if (counted !== undefined) return counted;
  }
  const newline = bytes.indexOf(NEWLINE, start);
  if (newline >= 0) return { begin: start, end: newline, next: newline + 1 };
  const isTooLong = bytes.length - start > MESSAGE_LIMIT;
  return isTooLong ? { begin: start, end: start + MESSAGE_LIMIT, next: start + MESSAGE_LIMIT } : null;
}

/** A message behind its length: undefined where it is a line that begins with a digit, null where it is not whole. */
function countedAt(bytes: Uint8Array, start: number): Frame | null | undefined {
  let at = start;
  while (at < bytes.length && isDigit(bytes[at]!) && at - start <= MOST_DIGITS) at++;
  if (at === bytes.length) return at - start <= MOST_DIGITS ? null : undefined;
  if (bytes[at] !== SPACE) return undefined;
  const length = Number(new TextDecoder().decode(bytes.subarray(start, at)));
  if (length === 0 || length > MESSAGE_LIMIT) return undefined;
  const end = at + 1 + length;
  return end <= bytes.length ? { begin: at + 1, end, next: end } : null;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
