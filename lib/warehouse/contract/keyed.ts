/** Rows with a key replace those with the same. @module */
import { ALERT_STATES } from "../../alert/rule_state.ts";
import { REJECTS } from "../../telemetry/reject.ts";
import { SERVER_METRICS } from "../../telemetry/server_metric.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { rowOf } from "./sample_rows.ts";
import { DAYS, PLAIN } from "./samples.ts";

/** Promises of `mergeRows()` and `replaceSources()`. */
export function keyed(promise: DeclarePromise): void {
  const metric = (text: string, real: number | null) => ({
    ...rowOf(SERVER_METRICS, { ...PLAIN, text }),
    cpu_usage_percent: real,
  });
  const reject = (text: string, line: number) => ({ ...rowOf(REJECTS, { ...PLAIN, integer: line }), source: text });

  promise("mergeRows() replaces rows with the same key and keeps the others", async (trial) => {
    await trial.use(async (warehouse) => {
      const before = [metric("web-1", 1), metric("web-2", 2)];
      await warehouse.mergeRows([await trial.file(SERVER_METRICS, before)]);
      await warehouse.mergeRows([await trial.file(SERVER_METRICS, [metric("web-2", null), metric("web-3", 3)])]);
      const expected = [metric("web-1", 1), metric("web-2", null), metric("web-3", 3)];
      assertRows(await trial.rows(warehouse, SERVER_METRICS), expected);
    });
  });

  promise("mergeRows() replaces a row with the same key whose moment was on another day", async (trial) => {
    const state = (day: number) => ({ ...rowOf(ALERT_STATES, { ...PLAIN, instant: day }), active: `[${day}]` });
    await trial.use(async (warehouse) => {
      for (const day of [DAYS[1]!, DAYS[2]!, DAYS[0]!]) {
        await warehouse.mergeRows([await trial.file(ALERT_STATES, [state(day)])]);
        assertRows(await trial.rows(warehouse, ALERT_STATES), [state(day)]);
      }
    });
  });

  promise("mergeRows() keeps the last of several rows with one key", async (trial) => {
    await trial.use(async (warehouse) => {
      const samples = Array.from({ length: 200 }, (_, i) => metric(`web-${i % 10}`, (i * 37) % 200));
      await warehouse.mergeRows([await trial.file(SERVER_METRICS, samples)]);
      assertRows(await trial.rows(warehouse, SERVER_METRICS), samples.slice(-10));
    });
  });

  promise("replaceSources() replaces the rows of the sources it is told, even by none", async (trial) => {
    await trial.use(async (warehouse) => {
      const before = ["a'.log", "b's.log", "c.log"].map((source) => reject(source, 1));
      await warehouse.replaceSources(["a'.log", "b's.log", "c.log"], await trial.file(REJECTS, before));
      await warehouse.replaceSources(["a'.log", "b's.log"], await trial.file(REJECTS, [reject("a'.log", 2)]));
      assertRows(await trial.rows(warehouse, REJECTS), [reject("a'.log", 2), reject("c.log", 1)]);
    });
  });
}
