/** One measured run of a whole process. @module */

/** What a run cost. */
export interface RunCost {
  readonly seconds: number;
  /** Peak resident memory of the largest process of the run; null where it is not measured. */
  readonly peakBytes: number | null;
}

/** A run that came to its end. */
export interface MeasuredRun extends RunCost {
  readonly stdout: string;
}

const TIME = "/usr/bin/time";

/** Tells whether memory can be measured, which takes GNU time: the shell's own and BSD's know no `-f`. */
export function canMeasureMemory(): boolean {
  try {
    return new Deno.Command(TIME, { args: ["-f", "%M", "true"], stderr: "null" }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Runs a command to its end with no standard input.
 *
 * @throws {Error} when it does not end with exit code 0, with the first line that speaks of an error, else the last
 */
export async function measureRun(command: readonly string[], withMemory: boolean): Promise<MeasuredRun> {
  const peakFile = withMemory ? await Deno.makeTempFile() : null;
  const [program, ...args] = peakFile === null ? command : [TIME, "-f", "%M", "-o", peakFile, ...command];
  try {
    const startedAtMs = performance.now();
    const { code, stdout, stderr } = await new Deno.Command(program!, { args, env: { NO_COLOR: "1" }, stdin: "null" })
      .output();
    const seconds = (performance.now() - startedAtMs) / 1_000;
    if (code !== 0) throw new Error(`exit code ${code}: ${complaintIn(new TextDecoder().decode(stderr))}`);
    const peakBytes = peakFile === null ? null : Number(await Deno.readTextFile(peakFile)) * 1_024;
    return { seconds, peakBytes, stdout: new TextDecoder().decode(stdout) };
  } finally {
    if (peakFile !== null) await Deno.remove(peakFile);
  }
}

function complaintIn(text: string): string {
  const lines = text.trim().split("\n");
  return (lines.find((line) => /\b(?:error|cannot)\b/i.test(line)) ?? lines.at(-1)!).trim();
}
