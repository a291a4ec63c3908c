/** Turns a chunk of lines into encoded rows; pure, so that it runs in a worker and in a test alike. @module */
import { RowGroupBuilder } from "../parquet/row_group.ts";
import type { RowGroup } from "../parquet/row_group.ts";
import type { AddressPolicy } from "../privacy/address_policy.ts";
import { type Anonymise, anonymiser } from "../privacy/anonymise_address.ts";
import { maskAddresses } from "../privacy/mask_addresses.ts";
import { ByteRow } from "../table/byte_row.ts";
import type { Table } from "../table/table.ts";
import type { PlainLines, PlainReader } from "../telemetry/log_format.ts";
import { REJECT_TEXT_LIMIT, type RejectRow, REJECTS, Unreadable } from "../telemetry/reject.ts";
import { CLIENT_COLUMN, ClientAddresses } from "./client_addresses.ts";
import { LINE_LIMIT, type LineChunk } from "./line_chunks.ts";
import { RowOrigin } from "./row_origin.ts";

/** Rejects of a source that are shown to the operator at once; all of them are in the table. */
export const SHOWN_REJECTS = 3;

/** A reader of lines that become rows of some table. */
export interface RowReader {
  /** Reads a line: a row, why there is none, or null for a line that is no record. */
  read(line: string): object | Unreadable | null;
  /** A quicker way for lines of the usual kind; null or absent where there is none. */
  readonly plainLines?: PlainLines | null;
}

/** What the lines of a chunk became. */
export interface ParsedChunk {
  readonly rows: RowGroup;
  readonly rejects: RowGroup;
  /** The first few rejects, to be shown. */
  readonly firstRejects: readonly RejectRow[];
}

/** Where the lines come from, when they were read, and what is kept of the addresses in them. */
export interface Origin {
  readonly source: string;
  readonly readAt: number;
  readonly addresses: AddressPolicy;
}

const NEWLINE = 0x0a;

/** Parses the chunks of one source into rows of a table. */
export class ChunkParser {
  readonly #reader: RowReader;
  readonly #origin: Origin;
  readonly #row: ByteRow;
  readonly #plain: PlainReader | null;
  readonly #rowOrigin: RowOrigin;
  /** Null where addresses are kept as they are. */
  readonly #anonymise: Anonymise | null;
  readonly #clients: ClientAddresses | null;
  readonly #rows: RowGroupBuilder;
  readonly #rejects = new RowGroupBuilder(REJECTS);
  readonly #decoder = new TextDecoder();
  #firstRejects: RejectRow[] = [];

  constructor(table: Table, reader: RowReader, origin: Origin) {
    this.#reader = reader;
    this.#origin = origin;
    this.#row = new ByteRow(table);
    this.#plain = reader.plainLines?.reader(this.#row) ?? null;
    this.#rowOrigin = new RowOrigin(table, this.#row, origin.source);
    this.#anonymise = anonymiser(origin.addresses);
    const hasClients = this.#anonymise !== null && CLIENT_COLUMN in table.columns;
    this.#clients = hasClients ? new ClientAddresses(this.#row, this.#anonymise!) : null;
    const fromRow = [...this.#rowOrigin.columns, ...hasClients ? [CLIENT_COLUMN] : []];
    this.#rows = new RowGroupBuilder(table, this.#row, fromRow);
  }

  /** Parses the lines of a chunk; blank ones count, and are nothing. */
  parse({ bytes, firstLine }: LineChunk): ParsedChunk {
    this.#clients?.beginChunk();
    if (this.#plain === null) this.#parseText(this.#decoder.decode(bytes), firstLine);
    else this.#parseBytes(this.#plain, bytes, firstLine);
    const firstRejects = this.#firstRejects;
    this.#firstRejects = [];
    return { rows: this.#rows.finish(), rejects: this.#rejects.finish(), firstRejects };
  }

  #parseBytes(plain: PlainReader, bytes: Uint8Array, firstLine: number): void {
    plain.open(bytes);
    let line = firstLine;
    for (let start = 0; start < bytes.length; line++) {
      const plainEnd = plain.read(start);
      if (plainEnd >= 0 && plainEnd - start <= LINE_LIMIT) {
        this.#rowOrigin.ofBytes(bytes, line);
        this.#clients?.ofBytes();
        this.#rows.appendFrom(this.#row);
        start = plainEnd + 1;
      } else {
        const end = endOfLine(bytes, start);
        this.#parseLine(withoutReturn(this.#decoder.decode(bytes.subarray(start, end))), line);
        start = end + 1;
      }
    }
  }

  #parseText(text: string, firstLine: number): void {
    let line = firstLine;
    for (let start = 0; start < text.length; line++) {
      const newline = text.indexOf("\n", start);
      const end = newline < 0 ? text.length : newline;
      this.#parseLine(withoutReturn(text.slice(start, end)), line);
      start = end + 1;
    }
  }

  #parseLine(text: string, line: number): void {
    if (text === "") return;
    const isOverlong = text.length > LINE_LIMIT;
    const row = isOverlong ? new Unreadable(`longer than ${LINE_LIMIT} characters`) : this.#reader.read(text);
    if (row === null) return;
    if (row instanceof Unreadable) return this.#reject(text, line, row.reason);
    this.#rowOrigin.ofText(row, line);
    this.#clients?.ofText(row);
    this.#rows.append(row);
  }

  #reject(text: string, line: number, reason: string): void {
    const { source, readAt } = this.#origin;
    // Cut afterwards, as an address that is cut off is not known for one.
    const masked = this.#anonymise === null ? text : maskAddresses(text, this.#anonymise);
    const reject = { rejected_at: readAt, source, line, reason, text: masked.slice(0, REJECT_TEXT_LIMIT) };
    this.#rejects.append(reject);
    if (this.#firstRejects.length < SHOWN_REJECTS) this.#firstRejects.push(reject);
  }
}

function endOfLine(bytes: Uint8Array, start: number): number {
  const newline = bytes.indexOf(NEWLINE, start);
  return newline < 0 ? bytes.length : newline;
}

/** Takes off the first half of a line end that Windows writes. */
function withoutReturn(text: string): string {
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}
