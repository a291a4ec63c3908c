/** Writes a table or view of the warehouse to a CSV, Parquet or JSON file. @module */
import { dirname } from "@std/path";
import { type Config, ConfigError } from "../lib/run/config.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { openWarehouse, warehouseLocation } from "../lib/warehouse/open.ts";

/** Writes the file. */
export const EXPORT_TABLE: Step = {
  name: "export",
  describe:
    "Writes a table or view of the warehouse to a file whose ending chooses the format: .csv, .parquet or .json.",
  async run(config, run) {
    const [view, ...others] = config.files;
    if (view === undefined || others.length > 0) {
      throw new ConfigError("Cannot export: name one table or view, such as kpis");
    }
    const path = config.out;
    if (path === null) throw new ConfigError("Cannot export: --out FILE.csv, .parquet or .json is needed");
    await makeFolder(dirname(path));
    await using warehouse = await openWarehouse(config, run.log);
    const count = await warehouse.export(view, path, { from: instantOf(config, "from"), to: instantOf(config, "to") });
    return { rowsIn: count, rowsOut: count, rejected: 0, rows: { [view]: count } };
  },
};

function instantOf(config: Config, name: "from" | "to"): number | null {
  const text = config[name];
  if (text === null) return null;
  const at = Date.parse(
    /[zZ]$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.includes("T") ? text : `${text}T00:00:00`}Z`,
  );
  if (Number.isNaN(at)) {
    throw new ConfigError(`Cannot use --${name} "${text}": a moment like 2026-01-05T12:00 is needed`);
  }
  return at;
}

/** `deno task export`. */
export const EXPORT_TASK: Task<StepResult> = {
  step: EXPORT_TABLE,
  takes: ["data", "warehouse", "out", "from", "to"],
  files: "VIEW",
  warehouse: warehouseLocation,
};

if (import.meta.main) await main(EXPORT_TASK);
