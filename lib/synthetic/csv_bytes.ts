/** A growing buffer of CSV text that is written byte by byte, as strings would cost more than the simulation. @module */

const ZERO = 48;
const FIRST_CAPACITY = 1 << 21;

/** CSV text in UTF-8. */
export class CsvBytes {
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #length = 0;

  /** Bytes written since the last `take`. */
  get length(): number {
    return this.#length;
  }

  /** Makes room for that many bytes more, which the other methods take for granted. */
  reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * this.#bytes.length + count);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  /** Writes encoded text as it is; for fields of some ten to a hundred bytes a loop is as fast as `set`. */
  writeText(text: Uint8Array): void {
    const bytes = this.#bytes;
    const length = this.#length;
    for (let i = 0; i < text.length; i++) bytes[length + i] = text[i]!;
    this.#length = length + text.length;
  }

  /** Writes one ASCII character by its code. */
  writeCharacter(code: number): void {
    this.#bytes[this.#length++] = code;
  }

  /** Writes a non-negative integer with leading zeros up to `width`. */
  writePadded(value: number, width: number): void {
    const bytes = this.#bytes;
    const first = this.#length;
    for (let place = first + width - 1; place >= first; place--) {
      const rest = Math.floor(value / 10);
      bytes[place] = ZERO + value - 10 * rest;
      value = rest;
    }
    this.#length = first + width;
  }

  /** Writes a non-negative integer. */
  writeInteger(value: number): void {
    let width = 1;
    for (let bound = 10; value >= bound; bound *= 10) width++;
    this.writePadded(value, width);
  }

  /** Hands over what was written and starts anew; the caller owns the bytes. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = new Uint8Array(this.#bytes.length);
    this.#length = 0;
    return taken;
  }
}
