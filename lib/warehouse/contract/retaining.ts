/** What is past its retention goes, and nothing else. @module */
import { assertEquals } from "@std/assert";
import { DAY_MS } from "../../table/day.ts";
import type { Table } from "../../table/table.ts";
import { REJECTS } from "../../telemetry/reject.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import { DAILY_TABLES, RUN_TABLES, SAMPLE_TABLES, STANDING_TABLES } from "../tables.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { rowOf } from "./sample_rows.ts";
import { DAY, DAYS, PLAIN } from "./samples.ts";

/** Promises of `applyRetention()`. */
export function retaining(promise: DeclarePromise): void {
  const retention = { minutesDays: 90, requestsDays: 14, reportsDays: 365 };
  const ages: [readonly Table[], number][] = [
    [[...DAILY_TABLES, ...SAMPLE_TABLES], retention.minutesDays],
    [[REJECTS, REQUESTS], retention.requestsDays],
    [RUN_TABLES, retention.reportsDays],
  ];
  const limits = new Map(ages.flatMap(([group, days]) => group.map((table) => [table, DAY - days * DAY_MS] as const)));
  const at = (table: Table, instant: number) => rowOf(table, { ...PLAIN, instant, text: `at ${instant}` });
  const past = (table: Table) => [1, 2, 1_000 * DAY_MS].map((ms) => at(table, limits.get(table)! - ms));
  const kept = (table: Table) => [at(table, limits.get(table)!), at(table, DAY + DAY_MS)];
  const all = (table: Table) => [...past(table), ...kept(table)];

  promise("applyRetention() removes what is past its retention, no more, and counts it", async (trial) => {
    await trial.use(async (warehouse) => {
      for (const table of limits.keys()) await trial.load(warehouse, table, all(table));
      const removed = await warehouse.applyRetention(retention, DAY, []);
      assertEquals(removed, Object.fromEntries([...limits.keys()].map(({ name }) => [name, 3])));
      for (const table of limits.keys()) assertRows(await trial.rows(warehouse, table), kept(table), table.name);
      const again = await warehouse.applyRetention(retention, DAY, []);
      assertEquals(Object.values(again).every((count) => count === 0), true);
    });
  });

  promise("applyRetention() keeps a day until its last moment is past, and days it is told to keep", async (trial) => {
    const oldest = [...limits.values()].map((limit) => limit - 1_000 * DAY_MS);
    await trial.use(async (warehouse) => {
      for (const table of limits.keys()) await trial.load(warehouse, table, all(table));
      const removed = await warehouse.applyRetention(retention, DAY - 1, oldest);
      assertEquals(removed, Object.fromEntries([...limits.keys()].map(({ name }) => [name, 0])));
      for (const table of limits.keys()) assertRows(await trial.rows(warehouse, table), all(table), table.name);
    });
  });

  promise("applyRetention() leaves rules, their states and silences alone, however old", async (trial) => {
    await trial.use(async (warehouse) => {
      for (const table of STANDING_TABLES) await trial.load(warehouse, table, [at(table, DAYS[0]!)]);
      await warehouse.applyRetention(retention, DAY + 1_000 * DAY_MS, []);
      for (const table of STANDING_TABLES) assertRows(await trial.rows(warehouse, table), [at(table, DAYS[0]!)]);
    });
  });

  promise("applyRetention() can empty every table, and all can be read and filled again", async (trial) => {
    await trial.use(async (warehouse) => {
      for (const table of limits.keys()) await trial.load(warehouse, table, all(table));
      await warehouse.applyRetention(retention, DAY + 1_000 * DAY_MS, []);
      for (const table of limits.keys()) assertEquals(await trial.rows(warehouse, table), [], table.name);
      for (const table of limits.keys()) await trial.load(warehouse, table, kept(table));
      for (const table of limits.keys()) assertRows(await trial.rows(warehouse, table), kept(table), table.name);
    });
  });
}
