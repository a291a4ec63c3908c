/** The process that a task runs in: arguments, environment, clock and output. @module */
import type { Surroundings } from "./config.ts";
import { type Progress, terminalProgress } from "./progress.ts";

/** All that a task touches of its process; a test hands in its own. */
export interface Host extends Surroundings {
  readonly args: readonly string[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Writes to standard output. */
  readonly print: (text: string) => void;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** Writes to standard error. */
  readonly complain: (text: string) => void;
  /** Makes the display of how far the run is. */
  readonly progress: () => Progress;
}

/** This process. */
export const THIS_PROCESS: Host = {
  args: Deno.args,
  env: (name) => Deno.env.get(name),
  get envFile() {
    return readEnvFile();
  },
  clock: Date.now,
  print: (text) => console.log(text),
  get isTerminal() {
    return Deno.stdout.isTerminal();
  },
  complain: (text) => console.error(text),
  progress: terminalProgress,
};

/** A folder of that name, as Python's virtual environments have it, is no settings file. */
function readEnvFile(): string {
  try {
    return Deno.readTextFileSync(".env");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.IsADirectory) return "";
    throw error;
  }
}
