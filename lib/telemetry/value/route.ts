/**
 * Routes: paths with their identifiers taken out, so that `/users/1` and `/users/2` count together.
 *
 * A segment is an identifier when it has a digit and is a number (`73712`, `2026-11-22`), at least 8 hexadecimal digits (`3f2a9c01`), or at least 20
 * characters of a token (a UUID, a signed key). Names with a digit (`v2`, `oauth2`, `app.3f2a9c.js`) stay. The query is no part of a route. How many
 * routes are kept is decided by the roll-up, which knows their traffic. Worked out in bytes, because every request has one.
 *
 * @module
 */

const PLACEHOLDER = new TextEncoder().encode("{id}");
const ELLIPSIS = new TextEncoder().encode("…");
const SEGMENT_LIMIT = 8;
const LENGTH_LIMIT = 200;
const HEXADECIMAL_LENGTH = 8;
const TOKEN_LENGTH = 20;

const SLASH = 0x2f;
const QUESTION_MARK = 0x3f;
const HASH = 0x23;

/** Makes routes of paths, one after the other in the same bytes. */
export class RouteWriter {
  readonly #encoder = new TextEncoder();
  readonly #route = new Uint8Array(LENGTH_LIMIT + 1 + ELLIPSIS.length);
  #path = new Uint8Array(1_024);
  #length = 0;
  /** Holds the route that was made last, from 0 to its length. */
  readonly view: DataView = new DataView(this.#route.buffer);

  /** Makes the route of a path; returns its length in bytes. */
  writeText(path: string): number {
    if (this.#path.length < path.length * 3) this.#path = new Uint8Array(path.length * 6);
    const { written } = this.#encoder.encodeInto(path, this.#path);
    return this.write(this.#path, 0, written);
  }

  /** Makes the route of the path in `bytes` from `start` to `end`; deeper than eight segments, or longer than 200 bytes, it ends in `…`. */
  write(bytes: Uint8Array, start: number, end: number): number {
    const stop = endOfPath(bytes, start, end);
    this.#length = 0;
    let segments = 0;
    for (let at = start; at < stop && this.#length <= LENGTH_LIMIT;) {
      if (bytes[at] === SLASH) {
        this.#route[this.#length++] = SLASH;
        at++;
        continue;
      }
      if (segments++ === SEGMENT_LIMIT) return this.#endEarly();
      const segmentEnd = endOfSegment(bytes, at, stop);
      if (isIdentifier(bytes, at, segmentEnd)) this.#copy(PLACEHOLDER, 0, PLACEHOLDER.length);
      else this.#copy(bytes, at, segmentEnd);
      at = segmentEnd;
    }
    return this.#length > LENGTH_LIMIT ? this.#endEarly() : this.#length;
  }

  /** Copies what there is room for: one byte past the limit is enough to see that it was passed. */
  #copy(bytes: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end && this.#length <= LENGTH_LIMIT; at++) this.#route[this.#length++] = bytes[at]!;
  }

  #endEarly(): number {
    let length = Math.min(this.#length, LENGTH_LIMIT);
    while (isContinuation(this.#route[length]!) && length > 0) length--;
    this.#route.set(ELLIPSIS, length);
    return length + ELLIPSIS.length;
  }
}

/** Whether a byte stands inside a character of several bytes, where a text must not be cut. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function endOfPath(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== QUESTION_MARK && bytes[at] !== HASH) at++;
  return at;
}

function endOfSegment(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== SLASH) at++;
  return at;
}

const NUMBER = 1;
const HEXADECIMAL = 2;
const TOKEN = 4;
const DIGIT = NUMBER | HEXADECIMAL | TOKEN;

/** For each byte the kinds of identifier that it may stand in. */
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (/[0-9]/.test(character)) return DIGIT;
  if (/[a-f]/i.test(character)) return HEXADECIMAL | TOKEN;
  if (/[g-z~]/i.test(character)) return TOKEN;
  if (/[-_]/.test(character)) return NUMBER | TOKEN;
  return /[.,]/.test(character) ? NUMBER : 0;
});

function isIdentifier(bytes: Uint8Array, start: number, end: number): boolean {
  let kinds = DIGIT;
  let hasDigit = false;
  for (let at = start; at < end && kinds !== 0; at++) {
    const kind = KINDS[bytes[at]!]!;
    if (kind === DIGIT) hasDigit = true;
    kinds &= kind;
  }
  if (!hasDigit || kinds === 0) return false;
  const length = end - start;
  if ((kinds & HEXADECIMAL) !== 0 && length >= HEXADECIMAL_LENGTH) return true;
  if ((kinds & TOKEN) !== 0 && length >= TOKEN_LENGTH) return true;
  return (kinds & NUMBER) !== 0 && KINDS[bytes[end - 1]!] === DIGIT;
}
