/** Where the data of notebooks lie. @module */
import { join } from "@std/path";

/** The folder that `deno task notebooks` fills. */
export const NOTEBOOK_DATA: string = join(import.meta.dirname!, "..", "..", "data", "notebooks");

/** The data of notebooks, each in a folder with a warehouse of its own: a day with incidents, one with a retry storm, quiet weeks. */
export const NOTEBOOK_FOLDERS = {
  day: NOTEBOOK_DATA,
  storm: join(NOTEBOOK_DATA, "storm"),
  weeks: join(NOTEBOOK_DATA, "weeks"),
} as const;

/** The name of some data of notebooks. */
export type NotebookData = keyof typeof NOTEBOOK_FOLDERS;
