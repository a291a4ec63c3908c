/** Checks of what is stored. @module */
import { assertEquals, assertNotEquals } from "@std/assert";
import { TABLE_CHECKS, WAREHOUSE_CHECKS } from "../../quality/table_checks.ts";
import type { DeclarePromise } from "./promise.ts";
import { PLAIN } from "./samples.ts";

/** Promises of the checks in `sql/checks`. */
export function checking(promise: DeclarePromise): void {
  promise("every check of sql/checks runs, and finds nothing in empty tables", async (trial) => {
    await trial.use(async (warehouse) => {
      const checks = [...TABLE_CHECKS, ...WAREHOUSE_CHECKS];
      for (const { name } of checks) assertEquals(await trial.offenders(warehouse, name), [], name);
    });
  });

  promise("the checks of sql/checks find the tables whose rows contradict each other", async (trial) => {
    await trial.fill(PLAIN);
    await trial.use(async (warehouse) => {
      for (const name of ["values_out_of_range", "scopes_not_adding_up", "statuses_not_adding_up"]) {
        assertNotEquals(await trial.offenders(warehouse, name), [], name);
      }
    });
  });
}
