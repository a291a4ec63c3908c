/** What fails leaves what was there. @module */
import { assertRejects } from "@std/assert";
import { KPIS } from "../../kpi/kpi.ts";
import { DATA_QUALITY } from "../../quality/data_quality.ts";
import { LOADS } from "../../run/load.ts";
import { REJECTS } from "../../telemetry/reject.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import { TRAFFIC_MINUTES } from "../../traffic/traffic_minute.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { keyOf, minute, request, rowOf } from "./sample_rows.ts";
import { DAY, PLAIN } from "./samples.ts";

/** Promises of loads that fail. */
export function failing(promise: DeclarePromise): void {
  const before = minute({ text: "before" });
  const after = minute({ text: "after" });

  promise(
    "replaceDays() that fails in the middle leaves what was there, and a repeat gives exact rows",
    async (trial) => {
      await trial.use(async (warehouse) => {
        const good = await trial.file(TRAFFIC_MINUTES, [after]);
        await warehouse.replaceDays([DAY], [await trial.file(TRAFFIC_MINUTES, [before])]);
        for (const path of [trial.pathOf("missing.parquet"), await trial.tornFile()]) {
          await assertRejects(() => warehouse.replaceDays([DAY], [good, { table: KPIS, path }]));
          assertRows(await trial.rows(warehouse, TRAFFIC_MINUTES), [before]);
        }
        await warehouse.replaceDays([DAY], [good]);
        assertRows(await trial.rows(warehouse, TRAFFIC_MINUTES), [after]);
      });
    },
  );

  promise("mergeRows() and replaceSources() that fail leave what was there", async (trial) => {
    const rows = await trial.fill(PLAIN);
    await trial.use(async (warehouse) => {
      const good = await trial.file(LOADS, [rowOf(LOADS, { ...PLAIN, integer: 8 })]);
      const path = await trial.tornFile();
      await assertRejects(() => warehouse.mergeRows([good, { table: DATA_QUALITY, path }]));
      await assertRejects(() => warehouse.replaceSources([PLAIN.text], { table: REJECTS, path }));
    });
    await trial.assertTables(rows);
  });

  promise("storeRequests() that fails leaves what was there, and a repeat gives exact rows", async (trial) => {
    const rows = [request("a.log", PLAIN)];
    await trial.use(async (warehouse) => {
      await trial.store(warehouse, rows);
      const path = await trial.tornFile();
      await assertRejects(() => warehouse.storeRequests(path, new Map([["a.log", keyOf("a.log")]])));
      assertRows(await trial.rows(warehouse, REQUESTS), rows);
      await trial.store(warehouse, rows);
      assertRows(await trial.rows(warehouse, REQUESTS), rows);
    });
  });

  promise("a warehouse that failed in the middle is whole for the next who opens it", async (trial) => {
    const rows = await trial.fill(PLAIN);
    await trial.use(async (warehouse) => {
      const files = [await trial.file(TRAFFIC_MINUTES, []), { table: KPIS, path: trial.pathOf("missing.parquet") }];
      await assertRejects(() => warehouse.replaceDays([DAY], files));
    });
    await trial.assertTables(rows);
  });
}
