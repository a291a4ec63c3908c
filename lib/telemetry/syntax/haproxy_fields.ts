/** Where the fields of a HAProxy line are, as `option httplog`, `httpslog` and `tcplog` write them. @module */
import { WordCursor } from "./word_cursor.ts";

const PLUS = 43;
const MINUS = 45;
const SLASH = 47;
const COLON = 58;
const OPENING_BRACE = 123;
const TILDE = 126;
const MESSAGE_LIMIT = 100;

/**
 * The fields of the line that was loaded last.
 *
 * One object serves a whole log. It keeps places, and copies a text only when asked: a million lines a second leave
 * no time for texts that nobody reads.
 */
export class HaproxyFields {
  /** TR, Tw, Tc, Tr, Ta; of TCP Tw, Tc, Tt. In ms, negative where a phase was not reached. */
  readonly timers = new Float64Array(5);
  /** Whether the line has the five timers of HTTP; else the three of TCP, no status and no request. */
  isHttp = true;
  /** -1 where none was sent. */
  status = 0;
  bytes = 0;
  retryCount = 0;
  isRedispatched = false;
  /** Whether the closing quote of the request is missing. */
  isRequestCut = false;

  readonly #cursor = new WordCursor();
  readonly #connections = new Float64Array(5);
  readonly #queues = new Float64Array(2);
  #line = "";
  #clientStart = 0;
  #dateStart = 0;
  #dateEnd = 0;
  #frontendStart = 0;
  #frontendEnd = 0;
  #backendStart = 0;
  #backendEnd = 0;
  #serverEnd = 0;
  #terminationStart = 0;
  #terminationEnd = 0;
  #captureStart = 0;
  #captureEnd = 0;
  #requestStart = 0;
  #requestEnd = 0;

  /** Syslog's part of the line, empty without. */
  get prefix(): string {
    return this.#line.slice(0, this.#clientStart);
  }

  /** Address and port, such as `::1:54321` or `unix:1`. */
  get client(): string {
    return this.#line.slice(this.#clientStart, Math.max(this.#clientStart, this.#dateStart - 2));
  }

  get date(): string {
    return this.#line.slice(this.#dateStart, this.#dateEnd);
  }

  /** Name of the frontend without the `~` of a TLS listener. */
  get frontend(): string {
    return this.#line.slice(this.#frontendStart, this.#frontendEnd);
  }

  get backend(): string {
    return this.#line.slice(this.#backendStart, this.#backendEnd);
  }

  get server(): string {
    return this.#line.slice(this.#backendEnd + 1, this.#serverEnd);
  }

  /** Four characters, in TCP two. */
  get termination(): string {
    return this.#line.slice(this.#terminationStart, this.#terminationEnd);
  }

  /** Captured request headers without the braces, still joined by `|` and escaped; null without braces. */
  get captures(): string | null {
    return this.#captureEnd < 0 ? null : this.#line.slice(this.#captureStart, this.#captureEnd);
  }

  /** The request line, still escaped; empty where the line ends before it. */
  get request(): string {
    return this.#line.slice(this.#requestStart, this.#requestEnd);
  }

  /** What follows the request, empty without. */
  get tail(): string {
    return this.#line.slice(this.#requestEnd + 1);
  }

  /**
   * Finds the fields of a line.
   *
   * @returns null, or why the line is no record of a request
   */
  load(line: string): string | null {
    this.#line = line;
    this.#dateStart = startOfDate(line);
    if (this.#dateStart < 0) return whyDateIsMissing(line);
    this.#dateEnd = line.indexOf("]", this.#dateStart);
    if (this.#dateEnd < 0) return malformed("date");
    this.#clientStart = line.lastIndexOf(" ", this.#dateStart - 3) + 1;
    this.#cursor.load(line, this.#dateEnd + 2);
    return this.#loadRoute(line) ?? this.#loadMeasures(line) ?? this.#loadState(line) ?? this.#loadRequest(line);
  }

  #loadRoute(line: string): string | null {
    const frontend = this.#cursor.next();
    const last = line.charCodeAt(frontend.end - 1);
    if (last === COLON) return `not a request: ${line.slice(frontend.end + 1, frontend.end + 1 + MESSAGE_LIMIT)}`;
    this.#frontendStart = frontend.start;
    this.#frontendEnd = last === TILDE ? frontend.end - 1 : frontend.end;
    const target = this.#cursor.next();
    this.#backendStart = target.start;
    this.#backendEnd = line.indexOf("/", target.start);
    this.#serverEnd = target.end;
    const hasBoth = this.#backendEnd > target.start && this.#backendEnd + 1 < target.end;
    return hasBoth ? null : malformed("backend and server");
  }

  #loadMeasures(line: string): string | null {
    const timerCount = this.#slashed(line, this.timers);
    if (timerCount !== 5 && timerCount !== 3) return malformed("timers");
    this.isHttp = timerCount === 5;
    this.status = this.isHttp ? this.#wholeNumber(line) : -1;
    if (!(this.status <= 999)) return malformed("status");
    this.bytes = this.#wholeNumber(line);
    return this.bytes >= 0 ? null : malformed("bytes");
  }

  #loadState(line: string): string | null {
    const state = this.#cursor.skip(this.isHttp ? 3 : 1);
    this.#terminationStart = state.start;
    this.#terminationEnd = state.end;
    if (state.end - state.start !== (this.isHttp ? 4 : 2)) return malformed("termination state");
    if (this.#slashed(line, this.#connections) !== 5) return malformed("connection counts");
    this.retryCount = this.#connections[4]!;
    const plus = line.indexOf("+", this.#cursor.start);
    this.isRedispatched = plus >= 0 && plus < this.#cursor.end;
    return this.#slashed(line, this.#queues) === 2 ? null : malformed("queue lengths");
  }

  #loadRequest(line: string): null {
    const from = Math.min(this.#cursor.end + 1, line.length);
    const quote = line.indexOf('"', from);
    const headEnd = quote < 0 ? line.length : quote;
    const brace = line.charCodeAt(from) === OPENING_BRACE ? line.indexOf("}", from) : -1;
    this.#captureStart = from + 1;
    this.#captureEnd = brace < headEnd ? brace : -1;
    const close = quote < 0 ? -1 : line.indexOf('"', quote + 1);
    this.isRequestCut = close < 0;
    this.#requestStart = quote < 0 ? line.length : quote + 1;
    this.#requestEnd = close < 0 ? line.length : close;
    return null;
  }

  #wholeNumber(line: string): number {
    return this.#slashed(line, this.#queues) === 1 ? this.#queues[0]! : NaN;
  }

  #slashed(line: string, numbers: Float64Array): number {
    const word = this.#cursor.next();
    return readSlashed(line, word.start, word.end, numbers);
  }
}

function malformed(field: string): string {
  return `the ${field} of a HAProxy line cannot be read`;
}

/** Finds `[06/Feb/2009:`, because syslog may have written brackets before it. */
function startOfDate(line: string): number {
  for (let at = line.indexOf("["); at >= 0; at = line.indexOf("[", at + 1)) {
    const hasDate = line.charCodeAt(at + 3) === SLASH && line.charCodeAt(at + 7) === SLASH;
    if (hasDate && line.charCodeAt(at + 12) === COLON) return at + 1;
  }
  return -1;
}

function whyDateIsMissing(line: string): string {
  if (line.includes("Connect from ")) return "not a request: a connection in HAProxy's default log, without httplog";
  if (line.includes("haproxy[")) return "not a request: a message of HAProxy about itself";
  return "a HAProxy line has its date in brackets, and there is none";
}

/**
 * Reads whole numbers that `/` separates, each with an optional sign; a `+` is a flag and changes no value.
 *
 * @returns how many there are, or -1 when there are more than `numbers` holds, or anything else
 */
function readSlashed(line: string, start: number, end: number, numbers: Float64Array): number {
  let count = 0;
  let at = start;
  while (count < numbers.length) {
    const sign = line.charCodeAt(at);
    if (sign === PLUS || sign === MINUS) at++;
    const first = at;
    let value = 0;
    for (let digit = line.charCodeAt(at) - 48; digit >= 0 && digit <= 9; digit = line.charCodeAt(++at) - 48) {
      value = value * 10 + digit;
    }
    if (at === first) return -1;
    numbers[count++] = sign === MINUS ? -value : value;
    if (at === end) return count;
    if (line.charCodeAt(at++) !== SLASH) return -1;
  }
  return -1;
}
