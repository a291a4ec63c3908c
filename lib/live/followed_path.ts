/**
 * A log under its path, through rotations.
 *
 * Rotation by rename: a new file has the name, and writers go on with the old one until they are told to open theirs again, so that it is read for a while longer. Rotation by truncation:
 * the file is the same and begins anew. What a program has written between the last look and a truncation is lost with any reader.
 *
 * @module
 */
import { dirname, join } from "@std/path";
import { ConfigError } from "../run/config.ts";
import { FollowedFile } from "./followed_file.ts";
import type { LineBatch, LineSource } from "./line_batch.ts";
import type { Position } from "./position.ts";

/** How long a file that has lost its name is read after its last line, ms. */
const FAREWELL_MS = 10_000;

interface Old {
  readonly file: FollowedFile;
  quietSince: number;
}

/** Follows what has a path. */
export class FollowedPath implements LineSource {
  readonly #path: string;
  readonly #clock: () => number;
  readonly #old: Old[] = [];
  #current: FollowedFile | null = null;

  private constructor(path: string, clock: () => number) {
    this.#path = path;
    this.#clock = clock;
  }

  /**
   * Begins to follow, where reading has stopped or else at the beginning.
   *
   * @param known positions of the last run
   * @throws {ConfigError} for a path that is compressed: such a file is finished, and read by `deno task ingest`
   */
  static async open(path: string, known: readonly Position[], clock: () => number): Promise<FollowedPath> {
    if (path.endsWith(".gz")) {
      throw new ConfigError(`Cannot follow "${path}": it is compressed and grows no more, ingest it instead`);
    }
    const followed = new FollowedPath(path, clock);
    for (const position of known.filter((one) => one.path === path)) await followed.#resume(position);
    return followed;
  }

  /** Up to where its files are read. */
  get positions(): readonly Position[] {
    const files = [...this.#old.map(({ file }) => file), ...this.#current === null ? [] : [this.#current]];
    return files.map(({ position }) => position);
  }

  async take(): Promise<readonly LineBatch[]> {
    await this.#look();
    const batches: LineBatch[] = [];
    for (const old of [...this.#old]) {
      const isLeaving = this.#clock() - old.quietSince > FAREWELL_MS;
      const batch = await old.file.take(isLeaving);
      if (batch !== null) {
        batches.push(batch);
        old.quietSince = this.#clock();
      } else if (isLeaving) {
        this.#old.splice(this.#old.indexOf(old), 1);
        old.file[Symbol.dispose]();
      }
    }
    const batch = await this.#current?.take() ?? null;
    return batch === null ? batches : [...batches, batch];
  }

  close(): Promise<void> {
    for (const { file } of this.#old.splice(0)) file[Symbol.dispose]();
    this.#current?.[Symbol.dispose]();
    this.#current = null;
    return Promise.resolve();
  }

  /** Sees whether another file has the name now. */
  async #look(): Promise<void> {
    const found = await statOf(this.#path);
    if (found === null || this.#current?.isSame(found)) return;
    if (this.#current !== null) this.#old.push({ file: this.#current, quietSince: this.#clock() });
    this.#current = await FollowedFile.open(this.#path);
  }

  /** Finds the file of a position, which may have another name by now. */
  async #resume(position: Position): Promise<void> {
    for (const at of [this.#path, ...await siblingsOf(this.#path)]) {
      const found = await statOf(at);
      if (found === null || found.ino !== position.inode || found.dev !== position.device) continue;
      const file = await FollowedFile.open(this.#path, at);
      if (file === null) continue;
      if (await file.isAt(position)) {
        await file.resume(position);
        if (at === this.#path) this.#current = file;
        else this.#old.push({ file, quietSince: this.#clock() });
        return;
      }
      file[Symbol.dispose]();
    }
  }
}

async function siblingsOf(path: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, isFile } of Deno.readDir(dirname(path))) if (isFile) names.push(join(dirname(path), name));
  return names;
}

async function statOf(path: string): Promise<Deno.FileInfo | null> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
