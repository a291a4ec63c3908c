/** One file that grows, read from where reading has come to. @module */
import type { LineBatch } from "./line_batch.ts";
import { digestOfHead, HEAD_BYTES, type Position } from "./position.ts";

/** Bytes that are taken at once; a line that is longer is cut, and rejected as too long. */
const PIECE_BYTES = 8 << 20;

const SAMPLE_BYTES = 64 << 10;
const SAMPLE_LINES = 200;
const NEWLINE = 0x0a;

/** An open file and how far it is read. */
export class FollowedFile implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #path: string;
  readonly #device: number;
  readonly #inode: number;
  #offset = 0;
  #lineCount = 0;
  #head = new Uint8Array();
  #sample: readonly string[] = [];

  private constructor(file: Deno.FsFile, path: string, { dev, ino }: Deno.FileInfo) {
    this.#file = file;
    this.#path = path;
    this.#device = dev;
    this.#inode = ino ?? 0;
  }

  /**
   * Opens a file.
   *
   * @param path what it is followed as
   * @param at where it is now, which differs from `path` after a rotation
   * @returns null where there is none
   */
  static async open(path: string, at = path): Promise<FollowedFile | null> {
    try {
      const file = await Deno.open(at);
      return new FollowedFile(file, path, await file.stat());
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
  }

  /** Tells whether a position is one in this file. */
  async isAt(position: Position): Promise<boolean> {
    return position.device === this.#device && position.inode === this.#inode && await this.holds(position);
  }

  /** Tells whether this file has, by its size and its first bytes, what a position was reached in, as a copy of it does. */
  async holds({ offset, head }: Position): Promise<boolean> {
    if (await this.#size() < offset) return false;
    return digestOfHead(await this.#read(0, Math.min(HEAD_BYTES, offset))) === head;
  }

  /** Reads on from a position. */
  async resume({ offset, lineCount }: Position): Promise<void> {
    this.#offset = offset;
    this.#lineCount = lineCount;
    this.#head = await this.#read(0, Math.min(HEAD_BYTES, offset));
  }

  /** Tells whether this is the file that has a name now. */
  isSame({ dev, ino }: Deno.FileInfo): boolean {
    return dev === this.#device && ino === this.#inode;
  }

  /** Up to where it is read. */
  get position(): Position {
    return {
      path: this.#path,
      device: this.#device,
      inode: this.#inode,
      offset: this.#offset,
      lineCount: this.#lineCount,
      head: digestOfHead(this.#head),
    };
  }

  /**
   * Takes whole lines that have been added; a file that was truncated begins anew.
   *
   * @param isLast whether nothing will be added, so that what has no line end is a line
   * @returns null where there are none
   */
  async take(isLast = false): Promise<LineBatch | null> {
    const size = await this.#size();
    if (size < this.#offset || !await this.#hasSameHead()) this.#restart();
    if (size === this.#offset) return null;
    const piece = await this.#read(this.#offset, PIECE_BYTES);
    const end = isLast || piece.length === PIECE_BYTES && !piece.includes(NEWLINE)
      ? piece.length
      : piece.lastIndexOf(NEWLINE) + 1;
    if (end === 0) return null;
    const bytes = piece.subarray(0, end);
    const firstLine = this.#lineCount + 1;
    await this.#advance(bytes);
    return { source: this.#path, bytes, firstLine, position: this.position, sample: await this.#firstLines() };
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file.close();
  }

  #restart(): void {
    this.#offset = 0;
    this.#lineCount = 0;
    this.#head = new Uint8Array();
    this.#sample = [];
  }

  async #advance(bytes: Uint8Array): Promise<void> {
    this.#offset += bytes.length;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) this.#lineCount++;
    if (bytes.at(-1) !== NEWLINE) this.#lineCount++;
    if (this.#head.length < HEAD_BYTES) this.#head = await this.#read(0, Math.min(HEAD_BYTES, this.#offset));
  }

  async #firstLines(): Promise<readonly string[]> {
    if (this.#sample.length < SAMPLE_LINES) {
      const head = new TextDecoder().decode(await this.#read(0, Math.min(SAMPLE_BYTES, this.#offset)));
      const lines = head.split("\n").map((line) => line.replace(/\r$/, "")).filter((line) => line !== "");
      this.#sample = lines.slice(0, SAMPLE_LINES);
    }
    return this.#sample;
  }

  async #hasSameHead(): Promise<boolean> {
    const head = await this.#read(0, this.#head.length);
    return head.length === this.#head.length && head.every((byte, i) => byte === this.#head[i]);
  }

  async #size(): Promise<number> {
    return (await this.#file.stat()).size;
  }

  async #read(from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, await this.#size() - from)));
    await this.#file.seek(from, Deno.SeekMode.Start);
    let filled = 0;
    while (filled < bytes.length) {
      const count = await this.#file.read(bytes.subarray(filled));
      if (count === null) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  }
}
