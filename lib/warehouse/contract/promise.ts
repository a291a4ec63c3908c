/** How a promise is declared. @module */
import type { Trial } from "./trial.ts";

/** Declares a test: what a warehouse promises, in a sentence, and how that is tried. */
export type DeclarePromise = (
  sentence: string,
  keep: (trial: Trial) => Promise<void>,
  state?: "unmade" | "empty",
) => void;
