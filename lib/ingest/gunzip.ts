/** Unpacks gzip data piece by piece. @module */
import { createGunzip, type Gunzip } from "node:zlib";

/** A packed byte becomes at most about a thousand, so that a step becomes at most 64 MB. */
const STEP_BYTES = 64 << 10;
const OUTPUT_BYTES = 256 << 10;

/**
 * Unpacks a gzip stream of one member or several, as `gzip`, `bgzip` and appending to a file make them.
 *
 * What could be unpacked is handed on before the error is thrown. `DecompressionStream` drops it, and refuses a second member.
 *
 * @throws {Error} where the data are damaged or end early
 */
export async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize: OUTPUT_BYTES });
  const ready: Uint8Array[] = [];
  stream.on("data", (bytes: Uint8Array) => ready.push(bytes));
  const ended = failureOf(stream);
  for await (const piece of packed) {
    for (let at = 0; at < piece.length && !stream.destroyed; at += STEP_BYTES) {
      await written(stream, piece.subarray(at, at + STEP_BYTES));
      yield* ready.splice(0);
    }
    if (stream.destroyed) break;
  }
  stream.end();
  const failure = await ended;
  yield* ready;
  if (failure !== null) throw failure;
}

/** Waits for the end of a stream: null, or why it failed. */
function failureOf(stream: Gunzip): Promise<Error | null> {
  return new Promise((resolve) => stream.on("error", resolve).on("end", () => resolve(null)));
}

function written(stream: Gunzip, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => void stream.write(bytes, () => resolve()));
}
