/** Shows on a terminal how far a run is: one line that is rewritten, and that makes way for everything else. @module */

const PAUSE_MS = 100;
const CLEAR_LINE = "\r\x1b[K";

/** How far a run is, for whoever looks on. */
export interface Progress {
  /** Whether somebody can look on; where not, a line of the log tells of each step. */
  readonly isShown: boolean;
  /** Begins a step. */
  readonly begin: (step: string) => void;
  /** Shows how many records the step has before it or behind it. */
  readonly show: (recordCount: number) => void;
  /** Lets something else be written: the line makes way, and comes back below it. */
  readonly aside: (write: () => void) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

/** Progress that nobody can look on. */
export const NO_PROGRESS: Progress = {
  isShown: false,
  begin: () => {},
  show: () => {},
  aside: (write) => write(),
  clear: () => {},
};

/**
 * Makes a line that names the step and its records; a count is written ten times a second at most.
 *
 * @param write takes text with the codes that a terminal obeys
 * @param clock ms since some moment
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const written: string[] = [];
 * const progress = progressLine((text) => written.push(text), () => 0);
 * progress.begin("ingest");
 * assertEquals(written, ["\r\x1b[Kingest …"]);
 * ```
 */
export function progressLine(write: (text: string) => void, clock: () => number): Progress {
  let step = "";
  let line = "";
  let drawnAt = 0;
  const draw = (text: string) => {
    line = text;
    drawnAt = clock();
    write(CLEAR_LINE + line);
  };
  const clear = () => {
    if (line !== "") draw("");
  };
  return {
    isShown: true,
    clear,
    begin: (name) => {
      draw(`${step = name} …`);
      drawnAt = -Infinity;
    },
    show: (recordCount) => {
      if (clock() - drawnAt >= PAUSE_MS) draw(`${step} … ${recordCount.toLocaleString("en")} records`);
    },
    aside: (writeOther) => {
      const standing = line;
      clear();
      writeOther();
      if (standing !== "") draw(standing);
    },
  };
}

/** Makes the progress line on standard error, where that is a terminal and `NO_COLOR` is not set. */
export function terminalProgress(): Progress {
  if (Deno.noColor || !Deno.stderr.isTerminal()) return NO_PROGRESS;
  const encoder = new TextEncoder();
  return progressLine((text) => void Deno.stderr.writeSync(encoder.encode(text)), () => performance.now());
}
