/** Measures how good detection is: on labelled synthetic incidents, on public labelled series, and in its promises. @module */
import { join } from "@std/path";
import { BENCHMARKS, missingBenchmarks } from "../lib/evaluation/benchmark_files.ts";
import { evaluate } from "../lib/evaluation/evaluate.ts";
import { evaluationTables } from "../lib/evaluation/evaluation_tables.ts";
import { fillMarkedPart } from "../lib/report/marked_part.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
import { EXIT, main, type Task } from "../lib/run/task.ts";

const PAGE = "docs/modeling_rationale.md";
const PART = "evaluation";
/** Where collections that several checkouts share may lie. */
const SHARED_FOLDER = "../shared/anomaly";

/** An evaluation in words, and whether the page already has them. */
export interface EvaluationResult extends StepResult {
  readonly tables: string;
  readonly isPageCurrent: boolean;
}

/** Evaluates, and with `--write` brings the page up to date. */
export const EVALUATE_DETECTOR: Step<EvaluationResult> = {
  name: "evaluate",
  describe:
    "Measures detection on synthetic incidents, on the public labelled series of the data folder, and its calibration.",
  async run(config, run) {
    const folder = await benchmarkFolder(config);
    refuseHalf(config, folder, await missingBenchmarks(folder));
    const { seeds: seedCount, seed: firstSeed } = config;
    const evaluation = await evaluate({ folder, seedCount, firstSeed, onPart: (part) => run.log.info(part) });
    const tables = evaluationTables(evaluation);
    const page = await Deno.readTextFile(PAGE);
    const wanted = fillMarkedPart(page, PART, tables);
    if (config.write) await Deno.writeTextFile(PAGE, wanted);
    const rows = { planted: evaluation.incidents.days.plantedCount };
    return { rowsIn: 0, rowsOut: 0, rejected: 0, rows, tables, isPageCurrent: config.write || wanted === page };
  },
};

/** The first folder that has a public collection; where none has, the one where they are looked for first. */
async function benchmarkFolder({ data }: Config): Promise<string> {
  const folders = [join(data, "benchmarks"), data, SHARED_FOLDER];
  for (const folder of folders) if ((await missingBenchmarks(folder)).length < BENCHMARKS.length) return folder;
  return folders[0]!;
}

/** @throws {ConfigError} when the page would lose figures because their data are missing */
function refuseHalf({ write, check }: Config, folder: string, missing: readonly string[]): void {
  if (missing.length === 0 || !(write || check)) return;
  throw new ConfigError(`Cannot compare with ${PAGE}: "${folder}" lacks ${missing.join(" and ")}, name another --data`);
}

/** `deno task evaluate`. */
export const EVALUATE_TASK: Task<EvaluationResult> = {
  step: EVALUATE_DETECTOR,
  takes: ["data", "seed", "seeds", "write", "check"],
  isRecorded: false,
  summary: ({ tables }) => tables,
  json: ({ tables, isPageCurrent }) => ({ tables, is_page_current: isPageCurrent }),
  exitCode: ({ isPageCurrent }, { check }) => check && !isPageCurrent ? EXIT.failed : EXIT.done,
};

if (import.meta.main) await main(EVALUATE_TASK);
