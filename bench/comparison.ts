/** The table that a benchmark ends with. @module */
import type { RunCost } from "./measure_run.ts";

/** What became of one contender: its runs, or why there are none. */
export interface Outcome {
  readonly name: string;
  readonly makes: string;
  readonly runs: readonly RunCost[];
  /** Absent where it ran. */
  readonly missing?: string;
}

const headings = (unit: string) => ["", "makes", "seconds", `${unit}/s`, "peak MB", "times the first"];

/**
 * Formats outcomes as a Markdown table: the median of the seconds, the highest of the memory peaks, and how many times as long as the first that ran.
 *
 * The ratios of one session are what can be compared with another machine; the seconds are not.
 *
 * @param unit what is counted
 */
export function formatComparison(outcomes: readonly Outcome[], count: number, unit = "lines"): string {
  const reference = outcomes.find((outcome) => outcome.runs.length > 0);
  const referenceSeconds = reference === undefined ? null : medianSeconds(reference.runs);
  const rows = outcomes.map((outcome) => rowOf(outcome, count, referenceSeconds));
  const widths = headings(unit).map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i]!.length)));
  const isText = (column: number) => column < 2;
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => isText(i) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)).join(" | ")} |`;
  const rule = widths.map((width, i) => isText(i) ? "-".repeat(width) : `${"-".repeat(width - 1)}:`);
  return [line(headings(unit)), line(rule), ...rows.map(line)].join("\n");
}

/** Median of the seconds; of an even number of runs the mean of the middle two. At least one run is needed. */
export function medianSeconds(runs: readonly RunCost[]): number {
  const seconds = runs.map((run) => run.seconds).toSorted((a, b) => a - b);
  const middle = (seconds.length - 1) / 2;
  return (seconds[Math.floor(middle)]! + seconds[Math.ceil(middle)]!) / 2;
}

function rowOf({ name, makes, runs, missing }: Outcome, count: number, referenceSeconds: number | null): string[] {
  if (runs.length === 0 || referenceSeconds === null) return [name, missing ?? "did not run", "", "", "", ""];
  const seconds = medianSeconds(runs);
  const peaks = runs.flatMap((run) => run.peakBytes ?? []);
  return [
    name,
    makes,
    seconds.toFixed(2),
    Math.round(count / seconds).toLocaleString("en"),
    peaks.length === 0 ? "" : (Math.max(...peaks) / 1e6).toFixed(0),
    (seconds / referenceSeconds).toFixed(1),
  ];
}
