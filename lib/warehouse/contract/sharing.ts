/** Loaders at once do each other no harm. @module */
import { TRAFFIC_MINUTES } from "../../traffic/traffic_minute.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { minute } from "./sample_rows.ts";
import { DAY, DAYS } from "./samples.ts";

/** Promises to loaders at once. */
export function sharing(promise: DeclarePromise): void {
  const LOADERS = ["one", "two", "three"];

  promise("loaders of different days at once all leave their rows", async (trial) => {
    const rows = LOADERS.map((text, i) => minute({ text, instant: DAYS[i]! }));
    await Promise.all(rows.map((row) => trial.loadAlone([row])));
    await trial.use(async (warehouse) => assertRows(await trial.rows(warehouse, TRAFFIC_MINUTES), rows));
  });

  promise("loaders of one day at once leave the rows of one of them, never a mixture", async (trial) => {
    const rowsOf = (text: string) => [0, 60_000].map((ms) => minute({ text, instant: DAY + ms }));
    await Promise.all(LOADERS.map((text) => trial.loadAlone(rowsOf(text))));
    const rows = await trial.use((warehouse) => trial.rows(warehouse, TRAFFIC_MINUTES));
    assertRows(rows, rowsOf(String(rows[0]?.scope)));
  });
}
