/** Lines that have just come from somewhere. @module */
import type { Position } from "./position.ts";

/** Some whole lines of one source. */
export interface LineBatch {
  /** Name of the source, as `requests` has it. */
  readonly source: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Number of the first line in its source, from 1. */
  readonly firstLine: number;
  /** Up to where the source is read with these lines; null for one that cannot be read again. */
  readonly position: Position | null;
  /** The first lines of the source, by which its format is known. */
  readonly sample: readonly string[];
}

/** Somewhere that lines come from. */
export interface LineSource {
  /** Takes what has come since the last call, at most a few megabytes a file; empty where nothing has. */
  take(): Promise<readonly LineBatch[]>;
  /** Ends it. */
  close(): Promise<void>;
}
