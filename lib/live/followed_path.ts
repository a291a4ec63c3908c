/**
 * A log under its path, through rotations.
 *
 * Rotation by rename: a new file has the name, and writers go on with the old one until they are told to open theirs again, so that it is read for a while longer. Rotation by truncation:
 * the file is the same and begins anew. What a program has written between the last look and a truncation is lost with any reader. Rotations that nobody saw, as the reader was down, are
 * caught up with (`missed_rotations.ts`).
 *
 * @module
 */
import { ConfigError } from "../run/config.ts";
import type { Log } from "../run/step.ts";
import { FollowedFile } from "./followed_file.ts";
import type { LineBatch, LineSource } from "./line_batch.ts";
import { missedRotations, type Stopped } from "./missed_rotations.ts";
import type { Position } from "./position.ts";

/** How long a file that has lost its name is read after its last line, ms. */
const FAREWELL_MS = 10_000;

interface Old {
  readonly file: FollowedFile;
  quietSince: number;
}

/** What following needs besides the path. */
export interface Surroundings {
  /** ms since 1970. */
  readonly clock: () => number;
  /** Folder for files that have to be unpacked. */
  readonly folder: string;
  readonly log: Log;
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
   * @param stopped where the last run has stopped
   * @throws {ConfigError} for a folder, and for a file that is compressed: that is finished, and read by `deno task ingest`
   */
  static async open(path: string, stopped: Stopped, { clock, folder, log }: Surroundings): Promise<FollowedPath> {
    await requireGrowing(path, log);
    const followed = new FollowedPath(path, clock);
    const known = stopped.positions.filter((one) => one.path === path);
    if (known.length === 0) return followed;
    const { current, missed } = await missedRotations(path, { ...stopped, positions: known }, folder, log);
    followed.#current = current;
    followed.#old.push(...missed.map((file) => ({ file, quietSince: clock() })));
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
}

/** Refuses what will never grow, and says what is waited for. */
async function requireGrowing(path: string, log: Log): Promise<void> {
  if (path.endsWith(".gz")) {
    throw new ConfigError(`Cannot follow "${path}": it is compressed and grows no more, ingest it instead`);
  }
  const found = await statOf(path);
  if (found?.isDirectory) {
    throw new ConfigError(`Cannot follow "${path}": it is a folder, name its files as in "${path}/*.log"`);
  }
  if (found === null) log.warn("there is no such file yet, it is read as soon as there is", { follow: path });
}

async function statOf(path: string): Promise<Deno.FileInfo | null> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
