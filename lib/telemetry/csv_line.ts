/** The fields of a CSV line, RFC 4180, with one limit: a field cannot span lines. @module */
import { parseDecimal } from "./number.ts";

const QUOTE = 34;
const COMMA = 44;
const BYTE_ORDER_MARK = "\uFEFF";

/** Walks along the lines of one CSV file. It keeps places and copies a text only when asked. */
export class CsvLine {
  #line = "";
  #count = 0;
  /** Where each field starts, quotes included; the next field's start less one is where it ends. */
  readonly #starts: number[] = [0];

  /** Number of fields of the line that was loaded last. */
  get fieldCount(): number {
    return this.#count;
  }

  /**
   * Finds the fields of a line.
   *
   * @returns null, or why the line is no CSV
   */
  load(line: string): string | null {
    this.#line = line;
    this.#count = 0;
    for (let start = 0; start <= line.length;) {
      const end = line.charCodeAt(start) === QUOTE ? endOfQuoted(line, start) : endOfPlain(line, start);
      if (end < 0) return "a quoted field is not closed, and fields of several lines are not supported";
      if (end < line.length && line.charCodeAt(end) !== COMMA) return "a quoted field goes on behind its closing quote";
      this.#starts[this.#count++] = start;
      start = end + 1;
      this.#starts[this.#count] = start;
    }
    return null;
  }

  /** Reads a field without its quotes; null where it is empty, or the index is -1. */
  text(index: number): string | null {
    if (index < 0) return null;
    const start = this.#starts[index]!;
    const end = this.#starts[index + 1]! - 1;
    if (end <= start) return null;
    if (this.#line.charCodeAt(start) !== QUOTE) return this.#line.slice(start, end);
    return this.#line.slice(start + 1, end - 1).replaceAll('""', '"') || null;
  }

  /** Reads a field as a number: null where it is empty or the index is -1, NaN where it is something else. */
  number(index: number): number | null {
    if (index < 0) return null;
    const start = this.#starts[index]!;
    const end = this.#starts[index + 1]! - 1;
    if (end <= start) return null;
    const isQuoted = this.#line.charCodeAt(start) === QUOTE;
    return isQuoted ? numberOf(this.text(index)) : parseDecimal(this.#line, start, end);
  }
}

/**
 * Reads the names of a header line, in lower case.
 *
 * @returns null when the line is no CSV
 */
export function readCsvHeader(line: string): readonly string[] | null {
  const csv = new CsvLine();
  if (csv.load(line.startsWith(BYTE_ORDER_MARK) ? line.slice(1) : line) !== null) return null;
  return Array.from({ length: csv.fieldCount }, (_, index) => (csv.text(index) ?? "").trim().toLowerCase());
}

function endOfPlain(line: string, start: number): number {
  const comma = line.indexOf(",", start);
  return comma < 0 ? line.length : comma;
}

function endOfQuoted(line: string, start: number): number {
  let quote = line.indexOf('"', start + 1);
  while (quote >= 0 && line.charCodeAt(quote + 1) === QUOTE) quote = line.indexOf('"', quote + 2);
  return quote < 0 ? -1 : quote + 1;
}

function numberOf(text: string | null): number | null {
  return text === null ? null : parseDecimal(text, 0, text.length);
}
