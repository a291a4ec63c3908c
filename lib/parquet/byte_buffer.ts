/** A byte array that grows, the ground on which pages and footers are written. @module */

const encoder = new TextEncoder();

/** Appends bytes, numbers and text to one growing array, little endian as Parquet wants. */
export class ByteBuffer {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #length = 0;

  /** @param capacity bytes to start with; it doubles when full */
  constructor(capacity = 1_024) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** The bytes written so far, as a view that is valid until the next write. */
  get written(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Forgets what was written, and keeps the room for it. */
  clear(): void {
    this.#length = 0;
  }

  /** Writes one byte. */
  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** Writes an unsigned number of at most 53 bits, seven bits a byte (LEB128). */
  varint(value: number): void {
    while (value > 0x7f) {
      this.byte((value % 0x80) | 0x80);
      value = Math.floor(value / 0x80);
    }
    this.byte(value);
  }

  /** Writes a signed 32-bit number. */
  int32(value: number): void {
    this.#reserve(4);
    this.#view.setInt32(this.#length, value, true);
    this.#length += 4;
  }

  /** Copies bytes. */
  bytes(source: Uint8Array): void {
    this.#reserve(source.length);
    this.#bytes.set(source, this.#length);
    this.#length += source.length;
  }

  /** Reads the signed 32-bit number that was written at a place. */
  int32At(at: number): number {
    return this.#view.getInt32(at, true);
  }

  /** Tells whether the bytes written from a place on are those of `view` from `start` to `end`. */
  equals(at: number, view: DataView, start: number, end: number): boolean {
    let from = start;
    let to = at;
    for (; from + 4 <= end; from += 4, to += 4) {
      if (view.getInt32(from, true) !== this.#view.getInt32(to, true)) return false;
    }
    for (; from < end; from++, to++) if (view.getUint8(from) !== this.#bytes[to]) return false;
    return true;
  }

  /** Writes the bytes of `view` from `start` to `end` behind their length in four bytes; for the few bytes of a text quicker than `bytes`. */
  textBytes(view: DataView, start: number, end: number): void {
    this.#reserve(4 + end - start);
    this.#view.setInt32(this.#length, end - start, true);
    let to = this.#length + 4;
    let from = start;
    for (; from + 4 <= end; from += 4, to += 4) this.#view.setInt32(to, view.getInt32(from, true), true);
    for (; from < end; from++, to++) this.#bytes[to] = view.getUint8(from);
    this.#length = to;
  }

  /** Writes text as UTF-8 behind its length in four bytes. */
  text(value: string): void {
    this.#reserve(4 + value.length * 3);
    const start = this.#length + 4;
    const length = this.#ascii(value, start) ? value.length : this.#utf8(value, start);
    this.#view.setInt32(this.#length, length, true);
    this.#length = start + length;
  }

  /** Writes text as UTF-8 behind its length as a {@linkcode varint}. */
  varintText(value: string): void {
    this.#reserve(1 + value.length);
    if (value.length < 0x80 && this.#ascii(value, this.#length + 1)) {
      this.#bytes[this.#length] = value.length;
      this.#length += 1 + value.length;
      return;
    }
    const bytes = encoder.encode(value);
    this.varint(bytes.length);
    this.bytes(bytes);
  }

  /** Writes text at `start` while it is ASCII, which nearly all of a log is. */
  #ascii(value: string, start: number): boolean {
    const bytes = this.#bytes;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 0x7f) return false;
      bytes[start + i] = code;
    }
    return true;
  }

  #utf8(value: string, start: number): number {
    return encoder.encodeInto(value, this.#bytes.subarray(start)).written;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.written);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
