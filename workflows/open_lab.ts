/** Opens the notebooks in JupyterLab. @module */
import { join } from "@std/path";
import { findLab, openLab } from "../lib/notebook/lab.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";

const NOTEBOOKS = join(import.meta.dirname!, "..", "notebooks");

/** Opens what is installed, and ends when it is closed. */
export const OPEN_LAB: Step = {
  name: "lab",
  describe:
    "Opens the notebooks in JupyterLab with the Deno kernel; `deno task notebooks` makes the data that they read.",
  async run(config) {
    const program = await findLab(Deno.env.get("PATH") ?? "");
    await openLab(program, { notebooks: NOTEBOOKS, kernels: join(config.data, "lab") });
    return { rowsIn: 0, rowsOut: 0, rejected: 0, rows: {} };
  },
};

/** `deno task lab`. */
export const LAB_TASK: Task<StepResult> = { step: OPEN_LAB, takes: ["data"], isRecorded: false, summary: () => "" };

if (import.meta.main) await main(LAB_TASK);
