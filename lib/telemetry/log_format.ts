/** What a log format must offer. Adding a format is one file in `format/` and its line in `formats.ts`. @module */
import type { ByteRow } from "../table/byte_row.ts";
import type { Unreadable } from "./reject.ts";
import type { ParsedRequest } from "./request.ts";

/** What an operator may tell about a log that the log itself does not. */
export interface ReadOptions {
  /** IANA zone of moments that are logged without one (HAProxy), such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** The balancer's own format string (nginx `log_format`, Apache `LogFormat`); null lets the first lines decide. */
  readonly layout: string | null;
}

/** Reads the lines of one log, in any order unless the format says otherwise. */
export interface LineReader {
  /** What was recognised, for people: the format and the layout of its fields. */
  readonly layout: string;
  /**
   * Reads one line without its line end.
   *
   * @returns the request, why the line cannot be read, or null for a line that is no record (header, comment)
   */
  read(line: string): ParsedRequest | Unreadable | null;
  /** A quicker way for lines of the usual kind, where the format has one. */
  readonly plainLines?: PlainLines | null;
}

/** A way to read lines without making strings of them. */
export interface PlainLines {
  /** Makes a reader that fills `row`, a row of `requests` whose route is left out. */
  reader(row: ByteRow): PlainReader;
}

/** Reads lines straight from their bytes, the plain ones of them. */
export interface PlainReader {
  /** Takes the bytes that the next lines lie in. */
  open(bytes: Uint8Array): void;
  /**
   * Reads the line that begins at `start` into the row.
   *
   * @returns where the line ends: its newline, or the end of the bytes; negative where it is not plain, and `read` of the format must be asked
   */
  read(start: number): number;
}

/** One access-log format. */
export interface LogFormat {
  /** Name for `--format` and for reports, such as `haproxy_http`. */
  readonly name: string;
  /** One line for people. */
  readonly describe: string;
  /** Whether a line depends on lines before it (W3C `#Fields`), so that one reader must see the whole file in order. */
  readonly isOrdered?: true;
  /** Whether files of this format are exports that are rewritten as a whole, and not logs that grow and rotate. */
  readonly isRewritten?: true;
  /**
   * Makes a reader for a log that begins with `sample`.
   *
   * @param sample the first lines of the log, at most a few hundred
   * @returns null where the sample cannot be of this format
   */
  open(sample: readonly string[], options: ReadOptions): LineReader | null;
}
