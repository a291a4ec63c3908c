/** Step records: what each step did last, as files, until a load takes them into the warehouse. @module */
import { join } from "@std/path";
import { writeJson } from "./json_file.ts";
import { type LoadRow, loadRow } from "./load.ts";
import { makeFolder } from "./make_folder.ts";
import type { StepReport } from "./step.ts";

/** Writes down what a step did. */
export async function recordStep(data: string, runId: string, report: StepReport): Promise<void> {
  const folder = join(data, "steps");
  await makeFolder(folder);
  writeJson(join(folder, `${report.step}.json`), loadRow(runId, report));
}

/** Reads what each step did last, in the order in which they began. */
export async function readStepRecords(data: string): Promise<LoadRow[]> {
  const folder = join(data, "steps");
  const records: LoadRow[] = [];
  try {
    for await (const { name } of Deno.readDir(folder)) {
      if (name.endsWith(".json")) records.push(JSON.parse(await Deno.readTextFile(join(folder, name))));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return records.sort((a, b) => a.started_at - b.started_at || (a.step < b.step ? -1 : 1));
}
