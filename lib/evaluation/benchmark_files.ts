/**
 * The public collections that detection is measured on, read from a folder that holds `nab/` and `cloud-monitoring/` as they are published.
 *
 * @module
 */
import { basename, join } from "@std/path";
import { readLabelledCsv, readSpannedCsv } from "./labelled_csv.ts";
import type { LabelledSeries } from "./labelled_series.ts";

/** Where the labels of the Numenta Anomaly Benchmark are, below its folder. */
const NAB_LABELS = join("labels", "combined_windows.json");

/** The folders of the collections. */
export const BENCHMARKS = ["nab", "cloud-monitoring"] as const;

type Spans = Readonly<Record<string, readonly (readonly [string, string])[]>>;

/**
 * Reads the Numenta Anomaly Benchmark: all files with labels, in the order of their names.
 *
 * @returns null where the folder has none
 * @throws {Error} when a file with labels is missing or damaged
 */
export async function readNab(folder: string): Promise<LabelledSeries[] | null> {
  const labels = await readIfThere(join(folder, "nab", NAB_LABELS));
  if (labels === null) return null;
  const spans = Object.entries(JSON.parse(labels) as Spans).sort(([a], [b]) => a < b ? -1 : 1);
  return await Promise.all(spans.map(async ([name, ofFile]) => {
    const text = await Deno.readTextFile(join(folder, "nab", "data", name));
    return readSpannedCsv(name, text, ofFile);
  }));
}

/**
 * Reads the cloud monitoring series: all CSV files, in the order of their paths.
 *
 * @returns null where the folder has none
 */
export async function readCloudMonitoring(folder: string): Promise<LabelledSeries[] | null> {
  const root = join(folder, "cloud-monitoring", "data");
  const groups = await namesIn(root);
  if (groups === null) return null;
  const paths = await Promise.all(groups.map(async (group) => {
    const names = await namesIn(join(root, group)) ?? [];
    return names.filter((name) => name.endsWith(".csv")).map((name) => join(root, group, name));
  }));
  return await Promise.all(
    paths.flat().map(async (path) => readLabelledCsv(basename(path), await Deno.readTextFile(path))),
  );
}

/** Names the collections that a folder lacks. */
export async function missingBenchmarks(folder: string): Promise<string[]> {
  const names = await namesIn(folder) ?? [];
  return BENCHMARKS.filter((name) => !names.includes(name));
}

async function namesIn(folder: string): Promise<string[] | null> {
  try {
    const names: string[] = [];
    for await (const { name } of Deno.readDir(folder)) names.push(name);
    return names.sort();
  } catch (error) {
    return absent(error);
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    return absent(error);
  }
}

function absent(error: unknown): null {
  if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return null;
  throw error;
}
