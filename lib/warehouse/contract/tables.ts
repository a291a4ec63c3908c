/** What tables are: made once, and true to what goes in. @module */
import { assertEquals } from "@std/assert";
import { parse } from "@std/csv/parse";
import type { Table } from "../../table/table.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import { WAREHOUSE_TABLES } from "../tables.ts";
import type { DeclarePromise } from "./promise.ts";
import { jsonOf, rowOf, withNulls } from "./sample_rows.ts";
import { FINEST, HIGHEST, HOSTILE_TEXTS, LOWEST, PLAIN } from "./samples.ts";

/** Promises of tables and their columns. */
export function tables(promise: DeclarePromise): void {
  promise("migrate() makes every table, empty and with the columns of its list", async (trial) => {
    await trial.use(async (warehouse) => {
      for (const table of [...WAREHOUSE_TABLES, REQUESTS]) {
        const [header, ...rows] = parse(await Deno.readTextFile(await trial.export(warehouse, table.name, ".csv")));
        assertEquals([header, rows], [Object.keys(table.columns), []]);
      }
    });
  });

  promise("migrate() again, after another opening, changes nothing", async (trial) => {
    const rows = await trial.fill(PLAIN);
    await trial.use((warehouse) => warehouse.migrate());
    await trial.assertTables(rows);
  });

  promise(
    "inspect() tells missing tables before migrate(), and rows and their newest moment after a load",
    async (trial) => {
      await trial.useUnmade(async (warehouse) => {
        const { schema, tables } = await warehouse.inspect();
        assertEquals([schema.recorded, tables.every(({ rowCount }) => (rowCount ?? 0) === 0)], [null, true]);
      });
      await trial.fill(PLAIN);
      await trial.use(async (warehouse) => {
        const { rights, schema, tables } = await warehouse.inspect();
        assertEquals(rights, { read: true, write: true, create: true });
        assertEquals(schema.recorded, schema.expected);
        const expected = WAREHOUSE_TABLES.map(({ name }) => ({ table: name, rowCount: 1, newestAt: PLAIN.instant }));
        assertEquals(tables, [{ table: REQUESTS.name, rowCount: 0, newestAt: null }, ...expected]);
      });
    },
    "unmade",
  );

  promise("every column gives back the ends of its type and nulls, on days of 2015, 2026 and 2099", async (trial) => {
    const samples = [LOWEST, FINEST, HIGHEST];
    const rows = (table: Table) => [...samples.map((sample) => rowOf(table, sample)), withNulls(table, PLAIN)];
    await trial.assertTables(await trial.fillWith(rows));
  });

  promise("every column of text gives back what strangers write", async (trial) => {
    const rows = (table: Table) => HOSTILE_TEXTS.map((text) => rowOf(table, { ...PLAIN, text, json: jsonOf(text) }));
    await trial.assertTables(await trial.fillWith(rows));
  });

  promise("a repeated load leaves the same rows", async (trial) => {
    const rows = await trial.fill(PLAIN);
    await trial.fill(PLAIN);
    await trial.assertTables(rows);
  });
}
