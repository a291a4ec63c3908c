/**
 * Rotations that happened while nobody read.
 *
 * The file in which reading has stopped is found by its inode, whatever it is called now; where it was copied or packed, by its first bytes. What is left of it is read, then every whole file that
 * was rotated after it, the oldest first, then what has the name now. Where it was removed, the lines that it had left are lost, and that is said.
 *
 * @module
 */
import { dirname, join } from "@std/path";
import type { Log } from "../run/step.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { FollowedFile } from "./followed_file.ts";
import { HEAD_BYTES, type Position } from "./position.ts";
import { type RotatedFile, rotatedFiles, unpack } from "./rotated_files.ts";

/** Where a run has stopped. */
export interface Stopped {
  readonly positions: readonly Position[];
  /** When the last of its lines were read, ms since 1970; 0 where there was no run. */
  readonly at: number;
}

/** What is to be read before a log is followed on. */
export interface Missed {
  /** The file that has the name, where that is the one in which reading has stopped; null where another is to be opened. */
  readonly current: FollowedFile | null;
  /** The others, the oldest first. */
  readonly missed: readonly FollowedFile[];
}

/** What a position was found in. */
interface Found {
  readonly file: FollowedFile;
  /** Path of the file now. */
  readonly at: string;
  /** ms since 1970. */
  readonly modifiedAt: number;
}

/**
 * Finds what a run has missed of a log.
 *
 * @param folder for what has to be unpacked
 */
export async function missedRotations(log: string, stopped: Stopped, folder: string, { warn }: Log): Promise<Missed> {
  const rotated = await rotatedFiles(log);
  const found: Found[] = [];
  for (const position of stopped.positions) {
    const one = await findByName(log, position) ?? await findByContent(log, rotated, { position, folder, ...stopped });
    if (one === null) {
      warn("lines are lost: the file in which reading has stopped is gone", { follow: log, byte: position.offset });
      continue;
    }
    await one.file.resume(position);
    found.push(one);
  }
  found.sort((a, b) => a.modifiedAt - b.modifiedAt);
  const current = found.find(({ at }) => at === log)?.file ?? null;
  const missed = found.map(({ file }) => file).filter((file) => file !== current);
  for (const one of current === null ? rotatedAfter(rotated, found, stopped.at) : []) {
    missed.push(await openRotated(log, one, folder));
  }
  return { current, missed };
}

/** What was rotated after the files that were found, or else after anything was read. */
function rotatedAfter(rotated: readonly RotatedFile[], found: readonly Found[], readAt: number): RotatedFile[] {
  const last = found.at(-1);
  const place = rotated.findIndex(({ path }) => path === last?.at);
  if (place >= 0) return rotated.slice(place + 1);
  return rotated.filter(({ modifiedAt }) => modifiedAt >= (last?.modifiedAt ?? readAt));
}

/** Finds the file of a position by its inode, under whatever name. */
async function findByName(log: string, position: Position): Promise<Found | null> {
  const folder = dirname(log);
  const names = [...Deno.readDirSync(folder)].filter(({ isFile }) => isFile).map(({ name }) => join(folder, name));
  for (const at of [log, ...names]) {
    const stat = await Deno.stat(at).catch(() => null);
    if (stat === null || stat.ino !== position.inode || stat.dev !== position.device) continue;
    const file = await FollowedFile.open(log, at);
    if (file === null) continue;
    if (await file.isAt(position)) return { file, at, modifiedAt: stat.mtime?.getTime() ?? 0 };
    file[Symbol.dispose]();
  }
  return null;
}

/** Finds a copy of the file of a position, packed or not: of files that begin alike the first that was written to after it was read. */
async function findByContent(
  log: string,
  rotated: readonly RotatedFile[],
  { position, folder, at }: { readonly position: Position; readonly folder: string; readonly at: number },
): Promise<Found | null> {
  if (position.offset === 0) return null;
  const like: RotatedFile[] = [];
  for (const one of rotated) if (await holds(log, one, position, folder)) like.push(one);
  const chosen = like.find(({ modifiedAt }) => modifiedAt >= at) ?? like.at(-1);
  if (chosen === undefined) return null;
  return { file: await openRotated(log, chosen, folder), at: chosen.path, modifiedAt: chosen.modifiedAt };
}

/** Tells whether a file begins as that of a position did, and is as long where that is known. */
async function holds(log: string, rotated: RotatedFile, position: Position, folder: string): Promise<boolean> {
  if (!rotated.isPacked) {
    using file = await openRotated(log, rotated, folder);
    return await file.holds(position);
  }
  using beginning = new TemporaryFolder(folder);
  const path = join(beginning.path, "beginning");
  await unpack(rotated.path, path, HEAD_BYTES);
  using file = await FollowedFile.open(log, path);
  return await file!.holds({ ...position, offset: Math.min(position.offset, HEAD_BYTES) });
}

async function openRotated(log: string, { path, isPacked }: RotatedFile, folder: string): Promise<FollowedFile> {
  const at = isPacked ? join(folder, `${crypto.randomUUID()}.log`) : path;
  if (isPacked) await unpack(path, at);
  const file = await FollowedFile.open(log, at);
  if (file === null) throw new Deno.errors.NotFound(`Cannot read "${path}": it has gone while it was looked for`);
  return file;
}
