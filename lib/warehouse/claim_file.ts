/**
 * One opening of a DuckDB file at a time within this process.
 *
 * DuckDB's lock keeps other processes out, but lets a process open its own file twice; each of the two then overwrites what the other has written.
 *
 * @module
 */
import { resolve } from "@std/path";

const claimed = new Set<string>();

/**
 * Claims a file until the claim is disposed of.
 *
 * @throws {Error} when this process has the file open, in DuckDB's words for a file that another process has open
 */
export function claimFile(path: string): Disposable {
  const file = resolve(path);
  if (claimed.has(file)) throw new Error(`Conflicting lock is held in this process (PID ${Deno.pid})`);
  claimed.add(file);
  return { [Symbol.dispose]: () => claimed.delete(file) };
}
