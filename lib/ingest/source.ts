/** Sources: the files that logs are read from, plain or compressed, or standard input. @module */
import { globSync, realpathSync, type Stats, statSync } from "node:fs";
import { isGlob } from "@std/path";
import { gunzip } from "./gunzip.ts";

/** The name that stands for standard input. */
export const STANDARD_INPUT = "-";

const GZIP_MAGIC = [0x1f, 0x8b];
const PIECE_SIZE = 1 << 20;

/**
 * Finds the files that names and globs stand for, each once, in the order of the names and within a glob by name.
 *
 * @throws {Error} when a name is no readable file, or a glob matches none; the message says what to do
 */
export function expandSources(patterns: readonly string[]): string[] {
  const sources = new Map<string, string>();
  for (const name of patterns.flatMap(expand)) {
    const file = name === STANDARD_INPUT ? name : realpathSync(name);
    if (!sources.has(file)) sources.set(file, name);
  }
  return [...sources.values()];
}

function expand(pattern: string): string[] {
  if (pattern === STANDARD_INPUT) return [pattern];
  const stats = statsOf(pattern);
  if (stats?.isDirectory()) {
    throw new Error(`Cannot read "${pattern}": it is a folder, name its files as in "${pattern}/*.log"`);
  }
  if (stats !== null) return [pattern];
  if (!isGlob(pattern)) throw new Error(`Cannot read "${pattern}": there is no such file, check the path`);
  const files = globSync(pattern).filter((path) => statsOf(path)?.isFile()).sort();
  if (files.length > 0) return files;
  throw new Error(`Cannot read "${pattern}": no file matches it, check the folder and quote the glob`);
}

/** Null where there is nothing at the path. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * Opens a source for reading; what is compressed with gzip is unpacked, whatever its name.
 *
 * @throws {Error} when the file cannot be opened or read; the message names it
 * @throws {DamagedSourceError} when its gzip data are damaged, after all that could be unpacked
 */
export async function* readSource(name: string): AsyncGenerator<Uint8Array> {
  const pieces = name === STANDARD_INPUT ? Deno.stdin.readable.values() : readFile(name);
  const first = await pieces.next();
  if (first.done) return;
  const isGzip = GZIP_MAGIC.every((byte, i) => first.value[i] === byte);
  const whole = startingWith(first.value, pieces);
  yield* isGzip ? unpacked(name, whole) : whole;
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

async function* startingWith<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* unpacked(name: string, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* gunzip(packed);
  } catch (error) {
    throw isZlibError(error) ? new DamagedSourceError(name, { cause: error }) : error;
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

/** A source whose rest cannot be read; what was read before stands. */
export class DamagedSourceError extends Error {
  override readonly name = "DamagedSourceError";

  /** @param source name of the file */
  constructor(readonly source: string, options: ErrorOptions) {
    super(`Cannot read all of "${source}": its gzip data are damaged or cut off, copy the file again`, options);
  }
}

function unreadable(path: string, cause: unknown): Error {
  return new Error(`Cannot read "${path}": ${cause instanceof Error ? cause.message : cause}`, { cause });
}
