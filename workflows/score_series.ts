/** Scores series in CSV files with the anomaly detector: one row out for each row in, from past rows only. @module */
import { basename, join } from "@std/path";
import { expandSources } from "../lib/ingest/expand_sources.ts";
import { ConfigError } from "../lib/run/config.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { scoreFile } from "../lib/scoring/score_file.ts";

/** Writes the scores of each file under its name into the folder. */
export const SCORE_SERIES: Step = {
  name: "score",
  describe: "Scores CSV files with timestamp,value: adds anomaly_score and p_value to every row, from past rows only.",
  async run(config, run) {
    const files = expandSources(config.files);
    if (files.length === 0) throw new ConfigError("Cannot score: name at least one CSV file with timestamp,value");
    const folder = config.out ?? join(config.data, "scores");
    await makeFolder(folder);
    refuseClashes(files, Deno.realPathSync(folder));
    let rowCount = 0;
    let missingCount = 0;
    for (const file of files) {
      const scored = await scoreFile(file, folder, (count) => run.progress.show(rowCount + count));
      rowCount += scored.rowCount;
      missingCount += scored.missingCount;
      if (scored.missingCount > 0) run.log.warn("values are no numbers", { file, rows: scored.missingCount });
    }
    return { rowsIn: rowCount, rowsOut: rowCount, rejected: missingCount, rows: { scores: rowCount } };
  },
};

/** @throws {ConfigError} when two files would be written under one name, or a file over itself */
function refuseClashes(files: readonly string[], folder: string): void {
  const taken = new Map<string, string>();
  for (const file of files) {
    const name = basename(file);
    const other = taken.get(name);
    if (other !== undefined) throw new ConfigError(`Cannot score "${file}": "${other}" has the same name`);
    if (file === "-") throw new ConfigError('Cannot score "-": a file is needed, its name is that of its scores');
    if (Deno.realPathSync(file) === join(folder, name)) {
      throw new ConfigError(`Cannot score "${file}": its scores would overwrite it, choose another --out`);
    }
    taken.set(name, file);
  }
}

/** `deno task score`. */
export const SCORE_TASK: Task<StepResult> = { step: SCORE_SERIES, takes: ["data", "out"], files: "FILE…" };

if (import.meta.main) await main(SCORE_TASK);
