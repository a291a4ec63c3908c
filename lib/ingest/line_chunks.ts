/** Cuts a stream of bytes into chunks of whole lines. @module */

/** Longest line that is read, in characters; a longer one is an accident or an attack, and counts as one reject. */
export const LINE_LIMIT = 1 << 20;

/** So many bytes are more characters than the limit: UTF-8 has at most three bytes for what JavaScript counts as one. */
const OVERLONG_BYTES = 3 * (LINE_LIMIT + 1);

const NEWLINE = 0x0a;

/** Some whole lines. */
export interface LineChunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Number of the first line in its source, from 1. */
  readonly firstLine: number;
}

/**
 * Cuts a stream into chunks of whole lines; memory stays at a few chunks, however long the stream or a line is.
 *
 * Of a line that is too long and does not end within a chunk only the first bytes are handed on, just enough to see that it is over {@linkcode LINE_LIMIT}.
 *
 * @param chunkSize bytes that are gathered before a chunk is cut off, unless the stream ends
 */
export async function* lineChunks(stream: AsyncIterable<Uint8Array>, chunkSize: number): AsyncGenerator<LineChunk> {
  const pending = new Pieces();
  let firstLine = 1;
  let isInOverlongLine = false;
  for await (const piece of stream) {
    const start = isInOverlongLine ? piece.indexOf(NEWLINE) + 1 : 0;
    if (isInOverlongLine && start === 0) continue;
    isInOverlongLine = false;
    pending.push(piece.subarray(start));
    if (pending.size < chunkSize) continue;
    const bytes = pending.takeAll();
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    isInOverlongLine = end === 0 && bytes.length >= OVERLONG_BYTES;
    if (isInOverlongLine) {
      yield { bytes: bytes.slice(0, OVERLONG_BYTES), firstLine: firstLine++ };
      continue;
    }
    pending.push(bytes.slice(end));
    const lines = bytes.subarray(0, end);
    const lineCount = countNewlines(lines);
    if (end > 0) yield { bytes: lines, firstLine };
    firstLine += lineCount;
  }
  if (pending.size > 0) yield { bytes: pending.takeAll(), firstLine };
}

/** Pieces of bytes that are joined when there are enough of them. */
class Pieces {
  #pieces: Uint8Array[] = [];
  size = 0;

  push(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.size += piece.length;
  }

  takeAll(): Uint8Array<ArrayBuffer> {
    const joined = new Uint8Array(this.size);
    let at = 0;
    for (const piece of this.#pieces) {
      joined.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.size = 0;
    return joined;
  }
}

/** Counts newlines four bytes at a time: a word without one, which is nearly every word, costs a single test. */
function countNewlines(bytes: Uint8Array): number {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const zeroWhereNewline = word ^ 0x0a0a0a0a;
    const hasZeroByte = (zeroWhereNewline - 0x01010101) & ~zeroWhereNewline & 0x80808080;
    if (hasZeroByte !== 0) count += newlinesInWord(word);
  }
  for (let at = words.length * 4; at < bytes.length; at++) if (bytes[at] === NEWLINE) count++;
  return count;
}

function newlinesInWord(word: number): number {
  let count = 0;
  for (let shift = 0; shift < 32; shift += 8) if (((word >>> shift) & 0xff) === NEWLINE) count++;
  return count;
}
