/** Executes all notebooks on labelled data of their own. @module */
import { join } from "@std/path";
import { headlineWords } from "../lib/frame/display.ts";
import { NOTEBOOK_DATA, NOTEBOOK_FOLDERS, type NotebookData } from "../lib/frame/notebook_data.ts";
import { type ExecutedNotebook, executeNotebooks, hasJupyter, NBCONVERT } from "../lib/notebook/jupyter.ts";
import type { Config } from "../lib/run/config.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { DAY_MS } from "../lib/table/day.ts";
import { ANALYZE_TRAFFIC } from "./analyze_traffic.ts";
import { GENERATE_TELEMETRY } from "./generate_telemetry.ts";
import { INGEST_REQUESTS } from "./ingest_requests.ts";
import { LOAD_WAREHOUSE } from "./load_warehouse.ts";

const NOTEBOOKS = join(import.meta.dirname!, "..", "notebooks");

/** Data that stay the same, whenever notebooks run. */
const PLANS: Readonly<Record<NotebookData, Partial<Config> & { readonly start: string; readonly days: number }>> = {
  day: { start: "2026-01-05", days: 1 },
  storm: {
    start: "2026-01-06",
    days: 1,
    requests: 100_000,
    servers: 10,
    regions: 2,
    incidents: "retry_storm,metastable_failure",
  },
  weeks: { start: "2025-12-22", days: 14, requests: 12_000, servers: 2, regions: 1, incidents: "none" },
};
const SEED = 42;
/** What fills a warehouse; notebooks need no alerts, and no report. */
const STEPS: readonly Step[] = [GENERATE_TELEMETRY, INGEST_REQUESTS, ANALYZE_TRAFFIC, LOAD_WAREHOUSE];

/** What notebooks arrived at. */
export interface NotebookResult extends StepResult {
  readonly notebooks: readonly ExecutedNotebook[];
}

/** Makes the data and executes the notebooks; a cell that fails ends it. */
export const EXECUTE_NOTEBOOKS: Step<NotebookResult> = {
  name: "notebooks",
  describe: "Makes labelled data under data/notebooks, executes every notebook on them and writes HTML copies there.",
  async run(config, run) {
    if (!await hasJupyter()) {
      throw new Error(`Cannot execute notebooks: there is no ${NBCONVERT}, install the package jupyter-nbconvert`);
    }
    const made = await makeData(config, run);
    const notebooks = await executeNotebooks(notebookPaths(), join(NOTEBOOK_DATA, "executed"), run.progress.begin);
    return { ...made, notebooks };
  },
};

/** The notebooks in the order of their numbers. */
export function notebookPaths(): string[] {
  return [...Deno.readDirSync(NOTEBOOKS)].map(({ name }) => name).filter((name) => name.endsWith(".ipynb")).sort()
    .map((name) => join(NOTEBOOKS, name));
}

/** Makes the folder of notebooks anew, as their numbers are those of one run. */
async function makeData(config: Config, run: Run): Promise<StepResult> {
  await Deno.remove(NOTEBOOK_DATA, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const made = { rowsIn: 0, rowsOut: 0, rejected: 0, rows: {} };
  for (const name of Object.keys(PLANS) as NotebookData[]) {
    const noonAfter = Date.parse(PLANS[name].start) + (PLANS[name].days + 0.5) * DAY_MS;
    for (const step of STEPS) {
      run.progress.begin(`${step.name} ${name}`);
      const { rowsIn, rowsOut } = await step.run(configOf(config, name), { ...run, clock: () => noonAfter });
      made.rowsIn += rowsIn;
      made.rowsOut += rowsOut;
    }
  }
  return made;
}

/** Settings of some data: their plan, and the telemetry that is generated in their folder. */
function configOf(config: Config, name: NotebookData): Config {
  const data = NOTEBOOK_FOLDERS[name];
  const [logs, metrics] = ["request_logs.csv", "server_metrics.csv"].map((file) => [join(data, "telemetry", file)]);
  return {
    ...config,
    ...PLANS[name],
    data,
    seed: SEED,
    logs: logs!,
    metrics: metrics!,
    warehouse: null,
    "db-server": null,
  };
}

/** `deno task notebooks`. */
export const NOTEBOOKS_TASK: Task<NotebookResult> = {
  step: EXECUTE_NOTEBOOKS,
  takes: [],
  isRecorded: false,
  summary: ({ notebooks }) =>
    notebooks.map(({ name, headline, html }) => `${name}  ${headlineWords(headline).join(", ")}\n  ${html}`).join("\n"),
  json: ({ notebooks }) => ({ notebooks }),
};

if (import.meta.main) await main(NOTEBOOKS_TASK);
