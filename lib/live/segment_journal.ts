/**
 * What was read live and is acknowledged: segments of lines on disk, each with the positions after it.
 *
 * A segment is a folder that gets its name when all of it is written. A rename happens or does not, so that requests and the place to read on from are kept together or not at
 * all, whenever the process is killed; that is all there is to "exactly once". A state is the sum of all segments up to its number, so that they need not be kept
 * for it. Segments are stored in the warehouse by bundle, the span of time in which they were written: a bundle that is over never changes, and storing it twice is as
 * good as once.
 *
 * ```
 * live/segments/000000000042-2967361/{requests,rejects,server_metrics}.parquet, positions.json
 * live/states/000000000042/{traffic_minutes,server_minutes}.parquet, positions.json
 * ```
 *
 * @module
 */
import { join } from "@std/path";
import { formatPositions, parsePositions, type Position } from "./position.ts";

/** Length of a bundle: so much later, at most, are single requests in the warehouse. */
export const BUNDLE_MS = 300_000;

const PARTIAL = ".partial";
const DIGITS = 12;

/** A segment that is acknowledged. */
export interface Segment {
  readonly number: number;
  readonly bundle: number;
  readonly folder: string;
}

/** A state to begin with. */
export interface SavedState {
  readonly number: number;
  readonly folder: string;
}

/** Segments and states in a folder. */
export class SegmentJournal {
  readonly #folder: string;
  #segments: Segment[] = [];
  #state: SavedState | null = null;
  #positions: readonly Position[] = [];
  #positionsAt = 0;
  #bundle = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens a journal; what a killed process has left half written is removed. */
  static async open(folder: string): Promise<SegmentJournal> {
    const journal = new SegmentJournal(folder);
    for (const part of ["segments", "states"]) {
      await Deno.mkdir(join(folder, part), { recursive: true });
      await removeIfThere(join(folder, part, PARTIAL));
    }
    await Deno.mkdir(join(folder, "stored"), { recursive: true });
    await journal.#look();
    for (const bundle of await namesIn(join(folder, "stored"))) await journal.forget(Number(bundle));
    return journal;
  }

  /** Segments in order. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** The newest state; null where there is none. */
  get state(): SavedState | null {
    return this.#state;
  }

  /** Where to read on. */
  get positions(): readonly Position[] {
    return this.#positions;
  }

  /** When the positions that the journal was opened with were reached, ms since 1970; 0 where there were none. */
  get positionsAt(): number {
    return this.#positionsAt;
  }

  /**
   * Acknowledges a segment: what `write` puts into the folder and the positions, both or neither.
   *
   * @param now ms since 1970
   */
  async commit(
    positions: readonly Position[],
    now: number,
    write: (folder: string) => Promise<void>,
  ): Promise<Segment> {
    this.#bundle = Math.max(this.#bundle, Math.floor(now / BUNDLE_MS));
    const number = this.#newestNumber + 1;
    const folder = join(this.#folder, "segments", `${padded(number)}-${this.#bundle}`);
    await this.#write("segments", positions, folder, write);
    const segment = { number, bundle: this.#bundle, folder };
    this.#segments.push(segment);
    this.#positions = positions;
    return segment;
  }

  /** Saves the sum of all segments so far; segments stay until they are {@linkcode forget | forgotten}. */
  async saveState(write: (folder: string) => Promise<void>): Promise<void> {
    const number = this.#newestNumber;
    if (this.#state?.number === number) return;
    const folder = join(this.#folder, "states", padded(number));
    await this.#write("states", this.#positions, folder, write);
    const old = this.#state;
    this.#state = { number, folder };
    if (old !== null) await removeIfThere(old.folder);
  }

  /** Segments that the state does not hold yet. */
  get sinceState(): readonly Segment[] {
    return this.#segments.filter(({ number }) => number > (this.#state?.number ?? 0));
  }

  /**
   * Segments of the bundles that are over, by bundle, the oldest first; none is added to them any more.
   *
   * @param now ms since 1970
   */
  finishedBundles(now: number): ReadonlyMap<number, readonly Segment[]> {
    const current = Math.max(this.#bundle, Math.floor(now / BUNDLE_MS));
    this.#bundle = current;
    return Map.groupBy(this.#segments.filter(({ bundle }) => bundle < current), ({ bundle }) => bundle);
  }

  /**
   * Removes a bundle that is stored elsewhere. A mark goes before it, so that what a killed process leaves of a bundle is never taken for all of it.
   *
   * @throws {RangeError} when the state does not hold its segments, as their minutes would be lost
   */
  async forget(bundle: number): Promise<void> {
    const early = this.sinceState.find((segment) => segment.bundle === bundle);
    if (early !== undefined) throw new RangeError(`Cannot forget bundle ${bundle}: no state holds ${early.number}`);
    const mark = join(this.#folder, "stored", String(bundle));
    await Deno.writeTextFile(mark, "");
    for (const segment of this.#segments) if (segment.bundle === bundle) await removeIfThere(segment.folder);
    this.#segments = this.#segments.filter((segment) => segment.bundle !== bundle);
    await removeIfThere(mark);
  }

  get #newestNumber(): number {
    return Math.max(this.#segments.at(-1)?.number ?? 0, this.#state?.number ?? 0);
  }

  async #look(): Promise<void> {
    const names = async (part: string) => await namesIn(join(this.#folder, part));
    this.#segments = (await names("segments")).map((name) => {
      const [number, bundle] = name.split("-").map(Number) as [number, number];
      return { number, bundle, folder: join(this.#folder, "segments", name) };
    });
    const states = (await names("states")).map((name) => ({
      number: Number(name),
      folder: join(this.#folder, "states", name),
    }));
    this.#state = states.at(-1) ?? null;
    for (const { folder } of states.slice(0, -1)) await removeIfThere(folder);
    this.#bundle = Math.max(0, ...this.#segments.map(({ bundle }) => bundle));
    const newest = this.#state?.number === this.#newestNumber ? this.#state : this.#segments.at(-1);
    if (newest === null || newest === undefined) return;
    const path = join(newest.folder, "positions.json");
    this.#positions = parsePositions(await Deno.readTextFile(path));
    this.#positionsAt = (await Deno.stat(path)).mtime?.getTime() ?? 0;
  }

  async #write(
    part: string,
    positions: readonly Position[],
    folder: string,
    write: (folder: string) => Promise<void>,
  ): Promise<void> {
    const partial = join(this.#folder, part, PARTIAL);
    await removeIfThere(partial);
    await Deno.mkdir(partial);
    await write(partial);
    await Deno.writeTextFile(join(partial, "positions.json"), formatPositions(positions));
    await Deno.rename(partial, folder);
  }
}

function padded(number: number): string {
  return String(number).padStart(DIGITS, "0");
}

async function namesIn(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}

async function removeIfThere(folder: string): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
