/** Shows on a terminal how far a step is; where the output is no terminal it shows nothing. @module */

const PAUSE_MS = 100;
const CLEAR_LINE = "\r\x1b[K";

/** A line that is rewritten while a step works. */
export interface Progress {
  /** Shows a count of records. */
  readonly show: (recordCount: number) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

/** Makes the progress line of a step on standard error. */
export function terminalProgress(step: string): Progress {
  const encoder = new TextEncoder();
  const isTerminal = Deno.stderr.isTerminal();
  let lastShown = 0;
  const write = (text: string) => isTerminal && Deno.stderr.writeSync(encoder.encode(text));
  return {
    show(recordCount) {
      if (performance.now() - lastShown < PAUSE_MS) return;
      lastShown = performance.now();
      write(`${CLEAR_LINE}${step} … ${recordCount.toLocaleString("en")} records`);
    },
    clear: () => void write(CLEAR_LINE),
  };
}
