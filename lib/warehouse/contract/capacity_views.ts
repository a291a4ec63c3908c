/** Views of capacity. @module */
import { assertEquals } from "@std/assert";
import { CAPACITY } from "../../capacity/capacity.ts";
import { CAPACITY_LOSSES } from "../../capacity/capacity_loss.ts";
import { FORECASTS } from "../../capacity/forecast.ts";
import { MAINTENANCE_WINDOWS } from "../../capacity/maintenance_window.ts";
import { THRESHOLD_CROSSINGS } from "../../capacity/threshold_crossing.ts";
import { DAY_MS } from "../../table/day.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { rowOf } from "./sample_rows.ts";
import { DAY, PLAIN } from "./samples.ts";

/** Promises of the views of capacity. */
export function capacityViews(promise: DeclarePromise): void {
  promise("the views of capacity are the newest day of their tables", async (trial) => {
    const newest = [
      [CAPACITY, "capacity_current"],
      [CAPACITY_LOSSES, "losses_current"],
      [FORECASTS, "forecast_current"],
      [THRESHOLD_CROSSINGS, "crossings_current"],
      [MAINTENANCE_WINDOWS, "maintenance_current"],
    ] as const;
    await trial.use(async (warehouse) => {
      for (const [table, view] of newest) {
        assertEquals(await trial.rows(warehouse, { name: view }), [], view);
        const of = (day: number, text: string) => rowOf(table, { ...PLAIN, text, instant: DAY + day * DAY_MS });
        await trial.load(warehouse, table, [of(-1, "a"), of(0, "a"), of(0, "b")]);
        assertRows(await trial.rows(warehouse, { name: view }), [of(0, "a"), of(0, "b")]);
      }
    });
  });
}
