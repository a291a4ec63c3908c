/**
 * Text: few distinct values are written once in a dictionary and then by number, many as they are.
 *
 * A log repeats itself: servers, methods, agents and routes come back on nearly every line, paths and request ids do not. Each row group starts
 * with a dictionary; when it no longer pays, the rows so far are closed as a page of codes and the rest is written plainly.
 *
 * @module
 */
import type { ByteRow } from "../table/byte_row.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import type { ColumnBuilder, ColumnChunk } from "./column_builder.ts";
import { bitWidthOf, writeBitPacked, writeRun } from "./levels.ts";
import { ENCODING, writeDataPage, writeDictionaryPage } from "./page.ts";
import { Presence } from "./presence.ts";
import { RecentCodes } from "./recent_codes.ts";
import { TextDictionary } from "./text_dictionary.ts";

const DICTIONARY_LIMIT = 1 << 15;
const TRIAL_SIZE = 1 << 11;

interface Page {
  readonly body: ByteBuffer;
  readonly rowCount: number;
  readonly encoding: number;
}

/** Collects text. */
export class TextColumn implements ColumnBuilder {
  readonly #presence = new Presence();
  readonly #dictionary = new TextDictionary();
  readonly #recent = new RecentCodes(this.#dictionary);
  readonly #plain = new ByteBuffer();
  #pages: Page[] = [];
  #rowCodes = new Int32Array(1_024);
  #isDictionary = true;

  add(value: string | null | undefined): void {
    if (value === null || value === undefined) return this.#presence.addAbsent();
    const index = this.#presence.addPresent();
    if (this.#isDictionary) this.#storeCode(this.#recent.codeOf(value), index);
    else this.#plain.text(value);
  }

  addFrom({ views, starts, ends }: ByteRow, place: number): void {
    const start = starts[place]!;
    if (start < 0) return this.#presence.addAbsent();
    const index = this.#presence.addPresent();
    if (this.#isDictionary) this.#storeCode(this.#dictionary.codeOf(views[place]!, start, ends[place]!), index);
    else this.#plain.textBytes(views[place]!, start, ends[place]!);
  }

  finish(out: ByteBuffer): ColumnChunk[] {
    if (this.#presence.rowCount > 0 || this.#pages.length === 0) this.#closePage();
    const start = out.length;
    let uncompressedSize = writeDictionaryPage(out, this.#dictionary.page.written, this.#dictionary.size);
    const dataOffset = out.length;
    let rowCount = 0;
    for (const page of this.#pages) {
      uncompressedSize += writeDataPage(out, page.body.written, page.rowCount, page.encoding);
      rowCount += page.rowCount;
    }
    this.#clear();
    const encodings = [ENCODING.plain, ENCODING.rle, ENCODING.dictionary];
    const compressedSize = out.length - start;
    return [{
      encodings,
      valueCount: rowCount,
      uncompressedSize,
      compressedSize,
      dataOffset,
      dictionaryOffset: start,
      range: null,
    }];
  }

  #clear(): void {
    this.#dictionary.clear();
    this.#recent.clear();
    this.#plain.clear();
    this.#pages = [];
    this.#isDictionary = true;
  }

  #storeCode(code: number, index: number): void {
    if (index === this.#rowCodes.length) {
      const larger = new Int32Array(index * 2);
      larger.set(this.#rowCodes);
      this.#rowCodes = larger;
    }
    this.#rowCodes[index] = code;
    if (this.#hasOutgrownDictionary(index + 1)) {
      this.#closePage();
      this.#isDictionary = false;
    }
  }

  #hasOutgrownDictionary(valueCount: number): boolean {
    const distinct = this.#dictionary.size;
    return distinct >= DICTIONARY_LIMIT || (valueCount === TRIAL_SIZE && distinct > TRIAL_SIZE * 0.75);
  }

  #closePage(): void {
    const body = new ByteBuffer(this.#plain.length + this.#presence.rowCount);
    this.#presence.write(body);
    if (this.#isDictionary) this.#writeCodes(body);
    else body.bytes(this.#plain.written);
    const encoding = this.#isDictionary ? ENCODING.dictionary : ENCODING.plain;
    this.#pages.push({ body, rowCount: this.#presence.rowCount, encoding });
    this.#presence.clear();
  }

  #writeCodes(body: ByteBuffer): void {
    const bitWidth = bitWidthOf(this.#dictionary.size);
    const count = this.#presence.valueCount;
    body.byte(bitWidth);
    if (bitWidth === 0) writeRun(body, 0, count, 0);
    else writeBitPacked(body, this.#rowCodes, count, bitWidth);
  }
}
