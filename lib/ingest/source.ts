/** Sources: the files that logs are read from, plain or compressed, or standard input. @module */
import { globSync, statSync } from "node:fs";
import { isGlob } from "@std/path";

/** The name that stands for standard input. */
export const STANDARD_INPUT = "-";

const GZIP_MAGIC = [0x1f, 0x8b];
const PIECE_SIZE = 1 << 20;

/**
 * Finds the files that names and globs stand for, each once, in the order of the names and within a glob by name.
 *
 * @throws {Deno.errors.NotFound} when a name is no file, or a glob matches none
 */
export function expandSources(patterns: readonly string[]): string[] {
  return [...new Set(patterns.flatMap(expand))];
}

function expand(pattern: string): string[] {
  if (pattern === STANDARD_INPUT) return [pattern];
  if (!isGlob(pattern) || isFile(pattern)) return [pattern];
  const files = globSync(pattern).filter(isFile).sort();
  if (files.length === 0) {
    throw new Deno.errors.NotFound(
      `Cannot read logs: no file matches "${pattern}"; quote the glob and check the folder`,
    );
  }
  return files;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Opens a source for reading; what is compressed with gzip is unpacked, whatever its name.
 *
 * @throws when the file cannot be opened, or, while it is read, when its gzip data are damaged; the message names the file
 */
export async function* readSource(name: string): AsyncGenerator<Uint8Array> {
  const raw = name === STANDARD_INPUT ? Deno.stdin.readable.values() : readFile(name);
  const first = await raw.next();
  if (first.done) return;
  const isGzip = GZIP_MAGIC.every((byte, i) => first.value[i] === byte);
  const whole = startingWith(first.value, raw);
  yield* isGzip ? unpacked(name, whole) : whole;
}

async function* readFile(path: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  using file = await openFile(path);
  for (;;) {
    const piece = new Uint8Array(PIECE_SIZE);
    const count = await file.read(piece);
    if (count === null) return;
    yield piece.subarray(0, count);
  }
}

async function openFile(path: string): Promise<Deno.FsFile> {
  try {
    return await Deno.open(path);
  } catch (error) {
    throw new Error(`Cannot read "${path}": ${messageOf(error)}`, { cause: error });
  }
}

async function* startingWith<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* unpacked(name: string, bytes: AsyncIterable<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array> {
  try {
    yield* ReadableStream.from(bytes).pipeThrough(new DecompressionStream("gzip")).values();
  } catch (error) {
    throw new DamagedSourceError(name, { cause: error });
  }
}

/** A source whose rest cannot be read; what was read before stands. */
export class DamagedSourceError extends Error {
  override readonly name = "DamagedSourceError";

  /** @param source name of the file */
  constructor(readonly source: string, options: ErrorOptions) {
    super(`Cannot read all of "${source}": its gzip data are damaged or cut off, copy the file again`, options);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
