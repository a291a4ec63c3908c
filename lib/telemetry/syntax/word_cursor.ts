/** Words of a line, one after the other. @module */
import { parseDecimal } from "../value/number.ts";

const SPACE = 32;
const QUOTE = 34;
const HYPHEN = 45;

/** Walks along a line from space to space. One cursor serves a whole log, so that nothing is allocated a line. */
export class WordCursor {
  #line = "";
  #start = 0;
  #end = 0;
  #next = 0;
  #isCut = false;

  /** Index of the word's first character. */
  get start(): number {
    return this.#start;
  }

  /** Index after the word's last character. */
  get end(): number {
    return this.#end;
  }

  /** Whether a quoted field was met whose closing quote is missing. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Puts the cursor before the word that begins at an index. */
  load(line: string, at: number): void {
    this.#line = line;
    this.#next = at;
    this.#isCut = false;
  }

  /** Goes on to the next word; an empty one stands between two spaces and behind the end of the line. */
  next(): this {
    this.#start = Math.min(this.#next, this.#line.length);
    const space = this.#line.indexOf(" ", this.#start);
    this.#end = space < 0 ? this.#line.length : space;
    this.#next = this.#end + 1;
    return this;
  }

  /** Goes on by several words. */
  skip(count: number): this {
    for (let word = 0; word < count; word++) this.next();
    return this;
  }

  /** Copies the word. */
  text(): string {
    return this.#line.slice(this.#start, this.#end);
  }

  /** Reads the next word as a decimal number; NaN where it is none. */
  number(): number {
    this.next();
    return parseDecimal(this.#line, this.#start, this.#end);
  }

  /** Reads the next field: a word, or quoted text without its quotes; null where it is `-`, empty or missing. */
  field(): string | null {
    this.nextField();
    const length = this.#end - this.#start;
    if (length === 0 || length === 1 && this.#line.charCodeAt(this.#start) === HYPHEN) return null;
    return this.text();
  }

  /** Goes on to the next field without reading it. */
  nextField(): this {
    if (this.#line.charCodeAt(this.#next) !== QUOTE) return this.next();
    this.#quoted();
    return this;
  }

  #quoted(): void {
    this.#start = this.#next + 1;
    const close = closingQuote(this.#line, this.#start);
    this.#isCut ||= close < 0;
    this.#end = close < 0 ? this.#line.length : close;
    this.#next = this.#end + 2;
  }
}

/**
 * Finds the next quote that may close a field, because a space or the end of the line follows.
 *
 * @returns -1 where there is none
 */
export function closingQuote(line: string, start: number): number {
  let quote = line.indexOf('"', start);
  while (quote >= 0 && quote + 1 < line.length && line.charCodeAt(quote + 1) !== SPACE) {
    quote = line.indexOf('"', quote + 1);
  }
  return quote;
}
