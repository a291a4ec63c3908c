/** The fields of plain lines, found in their bytes. @module */
import type { Layout } from "../syntax/layout.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const COMMA = 0x2c;
const COLON = 0x3a;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const LAST_ASCII = 0x7f;

/**
 * Cuts lines into the fields of a layout without making a string.
 *
 * A line is plain when it has every text of the layout, is printable ASCII, escapes nothing and has no list of upstreams outside of quotes; then the fields are those
 * that `compileLayout()` finds. Any other line is refused.
 */
export class LineFields {
  /** Where each field begins in `bytes`, in the order of the layout's variables. */
  readonly starts: Int32Array;
  /** Where each field ends. */
  readonly ends: Int32Array;
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(this.bytes.buffer);
  readonly #texts: readonly Uint8Array[];
  /** The byte that ends each field. */
  readonly #stops: Uint8Array;
  readonly #isListable: readonly boolean[];

  constructor({ variables, texts }: Layout) {
    this.starts = new Int32Array(variables.length);
    this.ends = new Int32Array(variables.length);
    const encoder = new TextEncoder();
    this.#texts = variables.map((_, i) => encoder.encode(texts[i]));
    const isQuoted = variables.map((_, i) => texts[i]!.endsWith('"'));
    this.#stops = Uint8Array.from(isQuoted, (quoted, i) => quoted ? QUOTE : texts[i + 1]?.charCodeAt(0) ?? SPACE);
    this.#isListable = isQuoted.map((quoted, i) => !quoted && (texts[i + 1] ?? " ") === " ");
  }

  /** Takes the bytes that the lines lie in. */
  open(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /**
   * Finds the fields of the line that begins at `start`.
   *
   * @returns where the line ends: its newline, or the end of the bytes; negative where the line is not plain
   */
  cut(start: number): number {
    let at = start;
    for (let i = 0; i < this.starts.length; i++) {
      at = this.#skipText(i, at);
      if (at < 0) return -1;
      this.starts[i] = at;
      at = this.#findEnd(this.#stops[i]!, at);
      if (this.#isListable[i] ? this.#isInList(at) : this.bytes[at] !== this.#stops[i]) return -1;
      this.ends[i] = at;
    }
    return this.#findNewline(at);
  }

  /** Steps over the text before a field; negative where the line has another one. */
  #skipText(field: number, start: number): number {
    const text = this.#texts[field]!;
    for (let i = 0; i < text.length; i++) if (this.bytes[start + i] !== text[i]) return -1;
    return start + text.length;
  }

  /** Finds the next byte that ends a field, or is not plain. */
  #findEnd(stop: number, start: number): number {
    const { bytes } = this;
    for (let at = start; at < bytes.length; at++) {
      const code = bytes[at]!;
      if (code === stop || code < SPACE || code === BACKSLASH || code > LAST_ASCII) return at;
    }
    return bytes.length;
  }

  /** Whether what ends at `at` is no field of its own: a space may belong to a list, behind a comma or beside a colon that stands alone. */
  #isInList(at: number): boolean {
    const code = this.bytes[at];
    if (code === undefined || code === NEWLINE || code === CARRIAGE_RETURN) return false;
    const before = this.bytes[at - 1];
    return code !== SPACE || before === COMMA || before === COLON || this.bytes[at + 1] === COLON;
  }

  #findNewline(start: number): number {
    const { bytes } = this;
    let at = start;
    while (at < bytes.length && bytes[at] !== NEWLINE) at++;
    return at;
  }
}
