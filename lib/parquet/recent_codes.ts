/** Strings to their numbers in a dictionary of bytes. @module */
import type { TextDictionary } from "./text_dictionary.ts";

const SLOTS = 256;
const UTF8_LIMIT = 3;
const encoder = new TextEncoder();

/** Keeps the numbers of strings seen lately: to compare a string costs far less than to encode it and to look its bytes up. */
export class RecentCodes {
  readonly #dictionary: TextDictionary;
  readonly #values = new Array<string | null>(SLOTS).fill(null);
  readonly #codes = new Int32Array(SLOTS);
  #scratch = new Uint8Array(1_024);
  #view = new DataView(this.#scratch.buffer);

  constructor(dictionary: TextDictionary) {
    this.#dictionary = dictionary;
  }

  /** The number of a string in the dictionary, to which it is added where it is new. */
  codeOf(value: string): number {
    const slot = slotOf(value);
    if (this.#values[slot] === value) return this.#codes[slot]!;
    const length = this.#encode(value);
    const code = this.#dictionary.codeOf(this.#view, 0, length);
    this.#values[slot] = value;
    this.#codes[slot] = code;
    return code;
  }

  /** Forgets all, as the dictionary does. */
  clear(): void {
    this.#values.fill(null);
  }

  #encode(value: string): number {
    if (value.length * UTF8_LIMIT > this.#scratch.length) {
      this.#scratch = new Uint8Array(value.length * UTF8_LIMIT * 2);
      this.#view = new DataView(this.#scratch.buffer);
    }
    return encoder.encodeInto(value, this.#scratch).written;
  }
}

/** Mixes the length with up to some twenty characters from all over the text. */
function slotOf(value: string): number {
  const stride = 1 + (value.length >> 4);
  let mixed = value.length;
  for (let i = value.length - 1; i >= 0; i -= stride) mixed = Math.imul(mixed, 31) + value.charCodeAt(i);
  return (mixed ^ (mixed >>> 8) ^ (mixed >>> 16)) & (SLOTS - 1);
}
