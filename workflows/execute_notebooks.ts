/** Executes all notebooks on a labelled day of their own. @module */
import { join } from "@std/path";
import { NOTEBOOK_DATA } from "../lib/frame/notebook_data.ts";
import { type ExecutedNotebook, executeNotebook, hasJupyter, NBCONVERT } from "../lib/notebook/jupyter.ts";
import type { Config } from "../lib/run/config.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { PIPELINE } from "./pipeline.ts";

const NOTEBOOKS = join(import.meta.dirname!, "..", "notebooks");
/** A day that stays the same, whenever notebooks run. */
const NOTEBOOK_DAY = "2026-01-05";
const NOTEBOOK_SEED = 42;

/** What notebooks arrived at. */
export interface NotebookResult extends StepResult {
  readonly notebooks: readonly ExecutedNotebook[];
}

/** Makes the day and executes the notebooks in order; a cell that fails ends it. */
export const EXECUTE_NOTEBOOKS: Step<NotebookResult> = {
  name: "notebooks",
  describe: "Makes a labelled day under data/notebooks, executes every notebook on it and writes HTML copies there.",
  async run(config, run) {
    if (!await hasJupyter()) {
      throw new Error(`Cannot execute notebooks: there is no ${NBCONVERT}, install the package jupyter-nbconvert`);
    }
    const day = await makeNotebookDay(config, run);
    const notebooks: ExecutedNotebook[] = [];
    for (const path of notebookPaths()) {
      run.progress.begin(path);
      notebooks.push(await executeNotebook(path, join(NOTEBOOK_DATA, "executed")));
    }
    return { ...day, notebooks };
  },
};

/** The notebooks in the order of their numbers. */
export function notebookPaths(): string[] {
  return [...Deno.readDirSync(NOTEBOOKS)].map(({ name }) => name).filter((name) => name.endsWith(".ipynb")).sort()
    .map((name) => join(NOTEBOOKS, name));
}

/** Makes the folder of notebooks anew, as their numbers are those of one run, at a time near to the day. */
async function makeNotebookDay(config: Config, run: Run): Promise<StepResult> {
  await Deno.remove(NOTEBOOK_DATA, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const day = { data: NOTEBOOK_DATA, start: NOTEBOOK_DAY, seed: NOTEBOOK_SEED, warehouse: null, "db-server": null };
  const { rowsIn, rowsOut, rejected, rows } = await PIPELINE.run({ ...config, ...day }, {
    ...run,
    clock: () => Date.parse(NOTEBOOK_DAY) + 36 * 3_600_000,
  });
  return { rowsIn, rowsOut, rejected, rows };
}

/** `deno task notebooks`. */
export const NOTEBOOKS_TASK: Task<NotebookResult> = {
  step: EXECUTE_NOTEBOOKS,
  takes: [],
  isRecorded: false,
  summary: ({ notebooks }) =>
    notebooks.map(({ name, headline, html }) => `${name}  ${JSON.stringify(headline)}\n  ${html}`).join("\n"),
  json: ({ notebooks }) => ({ notebooks }),
};

if (import.meta.main) await main(NOTEBOOKS_TASK);
