/** Removes what is past its retention from the warehouse, and from what was collected. @module */
import { removeCollected } from "../lib/collect/collected_files.ts";
import type { Config } from "../lib/run/config.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { DAY_MS } from "../lib/table/day.ts";
import { openWarehouse, WAREHOUSE_SETTINGS, warehouseLocation } from "../lib/warehouse/open.ts";

/** Removes rows by the age of what they speak of. */
export const APPLY_RETENTION: Step = {
  name: "retain",
  describe: "Removes what is past its retention: minutes, single requests and reports each have their own.",
  run: (config, run) => applyRetention(config, run, []),
};

/** The settings of retention. */
export const RETENTION_SETTINGS = [
  "data",
  ...WAREHOUSE_SETTINGS,
  "retain-minutes-days",
  "retain-requests-days",
  "retain-reports-days",
] as const;

/**
 * Applies the retention of a run.
 *
 * @param keptDays starts of days that stay whatever their age: a pipeline does not remove what it has just loaded
 */
export async function applyRetention(config: Config, run: Run, keptDays: readonly number[]): Promise<StepResult> {
  await using warehouse = await openWarehouse(config, run.log);
  const rows = await warehouse.applyRetention(
    {
      minutesDays: config["retain-minutes-days"],
      requestsDays: config["retain-requests-days"],
      reportsDays: config["retain-reports-days"],
    },
    run.clock(),
    keptDays,
  );
  const collected = removeCollected(config.data, run.clock() - config["retain-minutes-days"] * DAY_MS);
  if (collected > 0) run.log.info("removed collected metrics", { days: collected });
  return { rowsIn: 0, rowsOut: 0, rejected: 0, rows };
}

/** `deno task retain`. */
export const RETENTION_TASK: Task<StepResult> = {
  step: APPLY_RETENTION,
  takes: RETENTION_SETTINGS,
  warehouse: warehouseLocation,
  summary: ({ rows }) => {
    const removed = Object.entries(rows).filter(([, count]) => count > 0).map(([table, count]) => `${table} ${count}`);
    return removed.length === 0 ? "retain: nothing is past its retention" : `retain: removed ${removed.join(", ")}`;
  },
};

if (import.meta.main) await main(RETENTION_TASK);
