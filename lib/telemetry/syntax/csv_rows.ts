/** Typed values out of the rows of a CSV file with a header. @module */
import { CsvLine, readCsvHeader, withoutByteOrderMark } from "./csv_line.ts";
import { parseTimestamp } from "../value/timestamp.ts";

/** A column that a row type wants; `index` is -1 where the file lacks it. */
export interface CsvColumn {
  readonly name: string;
  readonly index: number;
}

/** Reads the rows of one file, in the order and with the columns that its header tells. */
export class CsvRows {
  readonly #header: string;
  readonly #names: readonly string[];
  readonly #timeZone: string;
  readonly #csv = new CsvLine();
  #fault: string | null = null;

  private constructor(header: string, names: readonly string[], timeZone: string) {
    this.#header = header;
    this.#names = names;
    this.#timeZone = timeZone;
  }

  /**
   * Finds the header among the first lines of a file.
   *
   * @param isHeader whether these names, in lower case, are those of the file
   * @param timeZone IANA zone of moments without offset
   * @returns null where there is no such header
   */
  static open(
    sample: readonly string[],
    isHeader: (names: readonly string[]) => boolean,
    timeZone: string,
  ): CsvRows | null {
    for (const line of sample) {
      const names = line.includes(",") ? readCsvHeader(line) : null;
      if (names !== null && isHeader(names)) return new CsvRows(withoutByteOrderMark(line), names, timeZone);
    }
    return null;
  }

  /** The names of the header. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** Why the row that was loaded last cannot be read; null where every value that was asked for could be. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Looks up columns by their names. */
  columns<Name extends string>(names: readonly Name[]): Readonly<Record<Name, CsvColumn>> {
    const columns = names.map((name) => [name, { name, index: this.#names.indexOf(name) }]);
    return Object.fromEntries(columns);
  }

  /** Loads a line; false where it is the header. A row that is no row of this file has a fault. */
  load(line: string): boolean {
    if (withoutByteOrderMark(line) === this.#header) return false;
    this.#fault = this.#csv.load(line);
    const { fieldCount } = this.#csv;
    if (this.#fault === null && fieldCount !== this.#names.length) {
      this.#fault = `the row has ${fieldCount} fields, and its header ${this.#names.length}`;
    }
    return true;
  }

  /** Reads text; null where there is none. */
  text(column: CsvColumn): string | null {
    return this.#csv.text(column.index);
  }

  /** Reads text that must be there. */
  requiredText(column: CsvColumn): string {
    const text = this.#csv.text(column.index);
    if (text === null) this.#fault ??= `column "${column.name}" is empty`;
    return text ?? "";
  }

  /** Reads a number; null where there is none, and where it is negative, which stands for "not reached". */
  real(column: CsvColumn): number | null {
    const value = this.#csv.number(column.index);
    if (value === null) return null;
    if (Number.isNaN(value)) this.#fault ??= `column "${column.name}" holds no number`;
    return value < 0 ? null : value;
  }

  /** Reads a whole number; null as for {@link real}. */
  integer(column: CsvColumn): number | null {
    const value = this.real(column);
    if (value !== null && !Number.isSafeInteger(value)) this.#fault ??= `column "${column.name}" holds no whole number`;
    return value;
  }

  /** Reads a moment in ms since 1970; there must be one. */
  instant(column: CsvColumn): number {
    const instant = parseTimestamp(this.#csv.text(column.index) ?? "", this.#timeZone);
    if (Number.isNaN(instant)) this.#fault ??= `column "${column.name}" holds no moment`;
    return instant;
  }
}
