/** The files that a log has been rotated to: `access.log.1`, `access.log.2.gz`, `access.log-20261124`. @module */
import { basename, dirname, join } from "@std/path";
import { gunzip } from "../ingest/gunzip.ts";

/** A file that was a log once. */
export interface RotatedFile {
  readonly path: string;
  /** When it was last written, ms since 1970; packing leaves that as it is. */
  readonly modifiedAt: number;
  readonly isPacked: boolean;
}

const PACKED = ".gz";

/** What logrotate and newsyslog add: a number, or a date with or without a time. */
const ROTATION = /^[.-](\d[\d-]*)(\.gz)?$/;

/** Lists what a log has been rotated to, the oldest first; what is being packed counts as what it was. */
export async function rotatedFiles(log: string): Promise<RotatedFile[]> {
  const folder = dirname(log);
  const names = new Set<string>();
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile && name.startsWith(basename(log)) && ROTATION.test(name.slice(basename(log).length))) names.add(name);
  }
  const whole = [...names].filter((name) => !(name.endsWith(PACKED) && names.has(name.slice(0, -PACKED.length))));
  const files = await Promise.all(whole.map((name) => describe(join(folder, name))));
  return files.filter((file) => file !== null).sort((a, b) => a.modifiedAt - b.modifiedAt || byAge(a.path, b.path));
}

/** Unpacks a file, or no more than its beginning where that is all that is wanted. */
export async function unpack(packed: string, into: string, mostBytes = Infinity): Promise<void> {
  using source = await Deno.open(packed);
  using target = await Deno.open(into, { write: true, create: true, truncate: true });
  let length = 0;
  for await (const piece of gunzip(source.readable)) {
    for (let at = 0; at < piece.length;) at += await target.write(piece.subarray(at));
    length += piece.length;
    if (length >= mostBytes) break;
  }
}

/** Null where it has gone meanwhile. */
async function describe(path: string): Promise<RotatedFile | null> {
  const found = await Deno.stat(path).catch(() => null);
  return found === null ? null : { path, modifiedAt: found.mtime?.getTime() ?? 0, isPacked: path.endsWith(PACKED) };
}

/** Of files written in the same moment the higher number is the older one, of dates the earlier. */
function byAge(a: string, b: string): number {
  const [numberA, numberB] = [a, b].map((path) => Number(/[.-](\d+)(\.gz)?$/.exec(path)?.[1] ?? 0)) as [number, number];
  return numberA < 10_000 && numberB < 10_000 ? numberB - numberA : numberA - numberB;
}
