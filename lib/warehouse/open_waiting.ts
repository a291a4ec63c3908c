/**
 * Waiting for a DuckDB file that another process holds.
 *
 * DuckDB lets one process write a file, and readers not meanwhile; a conflicting open fails at once with a message that names the process. Writers here hold the file for
 * short transactions only, so that waiting a little is right, and waiting without an end or without a word is not.
 *
 * @module
 */
import { WarehouseError } from "./warehouse.ts";

const LONGEST_WAIT_MS = 30_000;
const PAUSE_MS = 100;

/**
 * Opens a file, again and again while it is held elsewhere.
 *
 * @param onWait called once, with DuckDB's word on what holds the file
 * @throws {WarehouseError} when it is still held after the longest wait, by default half a minute
 */
export async function openWaiting<T>(
  open: () => Promise<T>,
  onWait: (holder: string) => void,
  longestWaitMs = LONGEST_WAIT_MS,
): Promise<T> {
  for (let waitedMs = 0;; waitedMs += PAUSE_MS) {
    try {
      return await open();
    } catch (error) {
      const holder = holderIn(error);
      if (holder === null) throw error;
      if (waitedMs === 0) onWait(holder);
      if (waitedMs >= longestWaitMs) {
        throw new WarehouseError(
          `Cannot open the warehouse: ${holder}, and still does after ${
            longestWaitMs / 1_000
          } s; stop that process or choose another --warehouse`,
          { cause: error },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** Reads from DuckDB's message which process holds the file; null when the message is about something else. */
function holderIn(error: unknown): string | null {
  const message = error instanceof Error ? error.message : String(error);
  if (!/lock on file|being used by another process|conflicting lock/i.test(message)) return null;
  const holder = /held in (.+?) \(PID (\d+)\)/.exec(message);
  return holder === null ? "another process holds the file" : `process ${holder[2]} (${holder[1]}) holds the file`;
}
