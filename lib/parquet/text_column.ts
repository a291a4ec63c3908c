/**
 * Text: few distinct values are written once in a dictionary and then by number, many as they are.
 *
 * A log repeats itself: servers, methods, agents and routes come back on nearly every line, paths and request ids do not. Each row group starts
 * with a dictionary; when it no longer pays, the rows so far are closed as a page of codes and the rest is written plainly.
 *
 * @module
 */
import { ByteBuffer } from "./byte_buffer.ts";
import type { ColumnBuilder, ColumnChunk, Values } from "./column_builder.ts";
import { bitWidthOf, writeBitPacked, writeRun } from "./levels.ts";
import { ENCODING, writeDataPage, writeDictionaryPage } from "./page.ts";
import { Presence } from "./presence.ts";

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
  readonly #codes = new Map<string, number>();
  readonly #dictionary = new ByteBuffer();
  readonly #plain = new ByteBuffer();
  readonly #pages: Page[] = [];
  #rowCodes = new Int32Array(1_024);
  #isDictionary = true;
  #lastValue = "";
  #lastCode = -1;

  appendAll(rows: readonly Values[], name: string): void {
    for (const row of rows) {
      const value = row[name] as string | null | undefined;
      if (value === null || value === undefined) this.#presence.add(false);
      else this.#append(value);
    }
  }

  #append(value: string): void {
    this.#presence.add(true);
    if (this.#isDictionary) this.#storeCode(this.#codeOf(value), this.#presence.valueCount - 1);
    else this.#plain.text(value);
  }

  finish(out: ByteBuffer): ColumnChunk {
    if (this.#presence.rowCount > 0 || this.#pages.length === 0) this.#closePage();
    const start = out.length;
    let uncompressedSize = writeDictionaryPage(out, this.#dictionary.written, this.#codes.size);
    const dataOffset = out.length;
    let rowCount = 0;
    for (const page of this.#pages) {
      uncompressedSize += writeDataPage(out, page.body.written, page.rowCount, page.encoding);
      rowCount += page.rowCount;
    }
    const encodings = [ENCODING.plain, ENCODING.rle, ENCODING.dictionary];
    return {
      encodings,
      rowCount,
      uncompressedSize,
      compressedSize: out.length - start,
      dataOffset,
      dictionaryOffset: start,
    };
  }

  #codeOf(value: string): number {
    if (value === this.#lastValue && this.#lastCode >= 0) return this.#lastCode;
    let code = this.#codes.get(value);
    if (code === undefined) {
      code = this.#codes.size;
      this.#codes.set(value, code);
      this.#dictionary.text(value);
    }
    this.#lastValue = value;
    this.#lastCode = code;
    return code;
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
    const distinct = this.#codes.size;
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
    const bitWidth = bitWidthOf(this.#codes.size);
    const count = this.#presence.valueCount;
    body.byte(bitWidth);
    if (bitWidth === 0) writeRun(body, 0, count, 0);
    else writeBitPacked(body, this.#rowCodes, count, bitWidth);
  }
}
