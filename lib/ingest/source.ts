/** Sources: the files that logs are read from, plain or compressed, or standard input. @module */
import { gunzip } from "./gunzip.ts";
import { startingWith } from "./starting_with.ts";

/** The name that stands for standard input. */
export const STANDARD_INPUT = "-";

const GZIP_MAGIC = [0x1f, 0x8b];
const PIECE_SIZE = 1 << 20;

/** The bytes of a source; what is compressed with gzip is unpacked, whatever its name. */
export class Source implements AsyncIterable<Uint8Array> {
  /** Why the bytes ended early, known at their end; null where they did not. */
  damage: string | null = null;

  /** @param name path of a file, or {@linkcode STANDARD_INPUT} */
  constructor(readonly name: string) {}

  /**
   * Reads the source piece by piece. Damaged gzip data end it early, after all that could be unpacked.
   *
   * @throws {Error} when the file cannot be opened or read; the message names it
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const pieces = this.name === STANDARD_INPUT ? Deno.stdin.readable.values() : readFile(this.name);
    const first = await pieces.next();
    if (first.done) return;
    const isGzip = GZIP_MAGIC.every((byte, i) => first.value[i] === byte);
    const whole = startingWith(first.value, pieces);
    yield* isGzip ? this.#unpack(whole) : whole;
  }

  async *#unpack(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* gunzip(packed);
    } catch (error) {
      if (!isZlibError(error)) throw error;
      this.damage = `Cannot read all of "${this.name}": its gzip data are damaged or cut off, copy the file again`;
    }
  }
}

async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    using file = await Deno.open(path);
    for (;;) {
      const piece = new Uint8Array(PIECE_SIZE);
      const count = await file.read(piece);
      if (count === null) return;
      yield piece.subarray(0, count);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

/** Makes the error that names the file which cannot be read. */
export function unreadable(path: string, cause: unknown): Error {
  return new Error(`Cannot read "${path}": ${cause instanceof Error ? cause.message : cause}`, { cause });
}
