/**
 * The distinct texts of a column, each with a number: a hash table over bytes, so that a text that is known costs no string.
 *
 * Four bytes are read at a time. The hash is that of Fowler, Noll and Vo (FNV-1a) with words in place of bytes and a final mix of the high bits;
 * slots are probed one after the other.
 *
 * @module
 */
import { ByteBuffer } from "./byte_buffer.ts";

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const START_SLOTS = 1 << 10;

/** Numbers texts from 0 in the order of their first appearance. */
export class TextDictionary {
  /** The texts behind one another, each behind its length in four bytes: the body of a dictionary page. */
  readonly page = new ByteBuffer();
  #size = 0;
  /** The number given last: neighbouring rows often have the same text. */
  #last = 0;
  /** Number of the text plus one; 0 where the slot is free. */
  #slots = new Int32Array(START_SLOTS);
  #hashes = new Int32Array(START_SLOTS);
  /** Where each text begins in the page. */
  #starts = new Int32Array(START_SLOTS);

  /** How many texts there are. */
  get size(): number {
    return this.#size;
  }

  /** The number of a text, which is added where it is new. */
  codeOf(view: DataView, start: number, end: number): number {
    if (this.#size > 0 && this.#isText(this.#last, view, start, end)) return this.#last;
    return this.#last = this.#find(view, start, end);
  }

  /** Forgets all texts. */
  clear(): void {
    this.page.clear();
    this.#size = 0;
    this.#last = 0;
    this.#slots.fill(0);
  }

  #find(view: DataView, start: number, end: number): number {
    const hash = hashOf(view, start, end);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask;; slot = (slot + 1) & mask) {
      const code = this.#slots[slot]! - 1;
      if (code < 0) return this.#add(slot, hash, view, start, end);
      if (this.#hashes[code] === hash && this.#isText(code, view, start, end)) return code;
    }
  }

  #isText(code: number, view: DataView, start: number, end: number): boolean {
    const at = this.#starts[code]!;
    return this.page.int32At(at) === end - start && this.page.equals(at + 4, view, start, end);
  }

  #add(slot: number, hash: number, view: DataView, start: number, end: number): number {
    const code = this.#size++;
    this.#slots[slot] = code + 1;
    this.#hashes[code] = hash;
    this.#starts[code] = this.page.length;
    this.page.textBytes(view, start, end);
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return code;
  }

  #grow(): void {
    const count = this.#slots.length * 2;
    this.#hashes = grown(this.#hashes, count);
    this.#starts = grown(this.#starts, count);
    this.#slots = new Int32Array(count);
    for (let code = 0; code < this.#size; code++) {
      let slot = this.#hashes[code]! & (count - 1);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (count - 1);
      this.#slots[slot] = code + 1;
    }
  }
}

function grown(values: Int32Array<ArrayBuffer>, count: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(count);
  larger.set(values);
  return larger;
}

function hashOf(view: DataView, start: number, end: number): number {
  let hash = FNV_OFFSET ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) hash = Math.imul(hash ^ view.getInt32(at, true), FNV_PRIME);
  for (; at < end; at++) hash = Math.imul(hash ^ view.getUint8(at), FNV_PRIME);
  return hash ^ (hash >>> 15);
}
