/** The addresses of clients on their way into rows: each distinct one is anonymised once, however many lines have it. @module */
import { TextDictionary } from "../parquet/text_dictionary.ts";
import type { Anonymise } from "../privacy/anonymise_address.ts";
import type { ByteRow } from "../table/byte_row.ts";

/** The column that they stand in. */
export const CLIENT_COLUMN = "client_ip";

/** Bytes of addresses that are remembered from chunk to chunk. */
const REMEMBERED_BYTES = 4 << 20;

/** Puts what is kept of addresses into a row. */
export class ClientAddresses {
  readonly #row: ByteRow;
  readonly #place: number;
  readonly #anonymise: Anonymise;
  readonly #known = new TextDictionary();
  /** What is kept of each address, by its number; null where that is nothing. */
  #kept: (DataView | null)[] = [];
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();

  /** @param row of a table with the column */
  constructor(row: ByteRow, anonymise: Anonymise) {
    this.#row = row;
    this.#place = row.placeOf(CLIENT_COLUMN);
    this.#anonymise = anonymise;
  }

  /** Forgets what it knows once that is much, so that memory stays bounded. */
  beginChunk(): void {
    if (this.#known.page.length <= REMEMBERED_BYTES) return;
    this.#known.clear();
    this.#kept = [];
  }

  /** Replaces the address that was read from bytes into the row. */
  ofBytes(): void {
    const { views, starts, ends } = this.#row;
    const start = starts[this.#place]!;
    if (start >= 0) this.#put(views[this.#place]!, start, ends[this.#place]!);
  }

  /** Puts the address of a row that was read from text into the row of bytes. */
  ofText(parsed: object): void {
    const address = (parsed as { readonly [CLIENT_COLUMN]?: string | null })[CLIENT_COLUMN];
    if (typeof address !== "string") return this.#row.clearText(this.#place);
    const bytes = this.#encoder.encode(address);
    this.#put(new DataView(bytes.buffer), 0, bytes.length);
  }

  #put(view: DataView, start: number, end: number): void {
    const kept = this.#keptOf(view, start, end);
    if (kept === null) this.#row.clearText(this.#place);
    else this.#row.setText(this.#place, kept, 0, kept.byteLength);
  }

  #keptOf(view: DataView, start: number, end: number): DataView | null {
    const code = this.#known.codeOf(view, start, end);
    if (code < this.#kept.length) return this.#kept[code]!;
    const text = this.#decoder.decode(new Uint8Array(view.buffer, view.byteOffset + start, end - start));
    const anonymised = this.#anonymise(text);
    const kept = anonymised === null ? null : new DataView(this.#encoder.encode(anonymised).buffer);
    this.#kept.push(kept);
    return kept;
  }
}
