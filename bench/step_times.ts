/** Where the time of a pipeline run went, as the run itself says. @module */

/**
 * Reads the milliseconds of each step out of what `deno task pipeline --json` prints.
 *
 * @param stdout ends with one JSON object; lines before it are passed over
 * @returns null where it does not tell
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(stepTimes('done\n{ "ms": { "ingest": 1200, "analyze": 80 } }\n'), "ingest 1,200 ms, analyze 80 ms");
 * ```
 */
export function stepTimes(stdout: string): string | null {
  const summary = lastObject(stdout);
  if (summary?.ms === undefined) return null;
  return Object.entries(summary.ms).map(([step, ms]) => `${step} ${Math.round(ms).toLocaleString("en")} ms`).join(", ");
}

function lastObject(stdout: string): { readonly ms?: Readonly<Record<string, number>> } | null {
  const text = `\n${stdout}`;
  try {
    return JSON.parse(text.slice(text.lastIndexOf("\n{")));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
