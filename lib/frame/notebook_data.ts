/** Where the data of notebooks lie. @module */
import { join } from "@std/path";

/** The folder that `deno task notebooks` fills. */
export const NOTEBOOK_DATA: string = join(import.meta.dirname!, "..", "..", "data", "notebooks");
