/** The fields of a CSV line, RFC 4180, with one limit: a field cannot span lines. @module */
import { parseDecimal } from "../value/number.ts";

const QUOTE = 34;
const COMMA = 44;
const HYPHEN = 45;
const BYTE_ORDER_MARK = 0xFEFF;

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

  /** Reads a field without its quotes; null where it is empty or `-`, and where the index is -1. */
  text(index: number): string | null {
    if (this.#isAbsent(index)) return null;
    const start = this.#starts[index]!;
    const end = this.#starts[index + 1]! - 1;
    if (this.#line.charCodeAt(start) !== QUOTE) return this.#line.slice(start, end);
    return this.#line.slice(start + 1, end - 1).replaceAll('""', '"') || null;
  }

  /** Reads a field as a number: null where it is absent, as for {@link text}, NaN where it is something else. */
  number(index: number): number | null {
    if (this.#isAbsent(index)) return null;
    const start = this.#starts[index]!;
    if (this.#line.charCodeAt(start) !== QUOTE) return parseDecimal(this.#line, start, this.#starts[index + 1]! - 1);
    const text = this.text(index);
    return text === null ? null : parseDecimal(text, 0, text.length);
  }

  #isAbsent(index: number): boolean {
    if (index < 0) return true;
    const start = this.#starts[index]!;
    const length = this.#starts[index + 1]! - 1 - start;
    return length <= 0 || length === 1 && this.#line.charCodeAt(start) === HYPHEN;
  }
}

/**
 * Reads the names of a header line, in lower case.
 *
 * @returns null when the line is no CSV
 */
export function readCsvHeader(line: string): readonly string[] | null {
  const csv = new CsvLine();
  if (csv.load(withoutByteOrderMark(line)) !== null) return null;
  return Array.from({ length: csv.fieldCount }, (_, index) => (csv.text(index) ?? "").trim().toLowerCase());
}

/** Takes off the mark that some programs write before the header. */
export function withoutByteOrderMark(line: string): string {
  return line.charCodeAt(0) === BYTE_ORDER_MARK ? line.slice(1) : line;
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
