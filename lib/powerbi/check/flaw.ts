/** Something wrong in a project. @module */

/** What was found, and where. */
export interface Flaw {
  readonly path: string;
  /** From 1; null where the whole file is meant. */
  readonly line: number | null;
  readonly message: string;
}

/** Makes a flaw of a line or a whole file. */
export function flaw(path: string, line: number | null, message: string): Flaw {
  return { path, line, message };
}
