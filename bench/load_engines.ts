/** Loads the same gold files into each engine, in turn, and compares. @module */
import { formatComparison, type Outcome } from "./comparison.ts";
import { BENCH_DAY, writeGoldFiles } from "./gold_files.ts";
import { type LoadContender, startContenders } from "./load_contender.ts";
import type { RunCost } from "./measure_run.ts";
import type { TableFile } from "../lib/warehouse/warehouse.ts";

/** Size of a comparison. */
export interface LoadSize {
  /** Rows of minutes and KPIs together. */
  readonly rowCount: number;
  readonly runCount: number;
  /** Where files are made for the time of the measurement. */
  readonly folder: string;
}

/**
 * Measures loads and formats them as a table, the first engine being what the others are compared with.
 *
 * A load is the replacement of one day; the warehouse is open and its tables are there when the clock starts.
 */
export async function compareLoads(
  { rowCount, runCount, folder }: LoadSize,
  onTurn: (round: number, name: string) => void,
): Promise<string> {
  await Deno.mkdir(folder, { recursive: true });
  const place = await Deno.makeTempDir({ dir: folder });
  await using contenders = new AsyncDisposableStack();
  contenders.defer(() => Deno.remove(place, { recursive: true }));
  const files = await writeGoldFiles(place, rowCount);
  const runs = new Map((await startContenders(place)).map((contender) => [contenders.use(contender), [] as RunCost[]]));
  for (let round = 1; round <= runCount; round++) {
    for (const [contender, ofContender] of runs) {
      if (contender.missing !== undefined) continue;
      onTurn(round, contender.name);
      ofContender.push({ seconds: await loadSeconds(contender, round, files), peakBytes: null });
    }
  }
  return formatComparison([...runs].map(outcomeOf), rowCount, "rows");
}

async function loadSeconds(contender: LoadContender, round: number, files: readonly TableFile[]): Promise<number> {
  await using warehouse = await contender.open(round);
  const startedAtMs = performance.now();
  await warehouse.replaceDays([BENCH_DAY], files);
  return (performance.now() - startedAtMs) / 1_000;
}

function outcomeOf([{ name, makes, missing }, runs]: [LoadContender, RunCost[]]): Outcome {
  return { name, makes, runs, ...missing === undefined ? {} : { missing } };
}
