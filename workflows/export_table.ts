/** Writes a table or view of the warehouse to a CSV, Parquet or JSON file. @module */
import { dirname } from "@std/path";
import { ConfigError } from "../lib/run/config.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { openWarehouse, WAREHOUSE_SETTINGS, warehouseLocation } from "../lib/warehouse/open.ts";
import { rangeOf } from "../lib/warehouse/time_range.ts";

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
    const count = await warehouse.export(view, path, rangeOf(config));
    return { rowsIn: count, rowsOut: count, rejected: 0, rows: { [view]: count } };
  },
};

/** `deno task export`. */
export const EXPORT_TASK: Task<StepResult> = {
  step: EXPORT_TABLE,
  takes: ["data", ...WAREHOUSE_SETTINGS, "out", "from", "to"],
  files: "VIEW",
  warehouse: warehouseLocation,
};

if (import.meta.main) await main(EXPORT_TASK);
