/** Sums of latency sketches. @module */
import { assertEquals } from "@std/assert";
import { TRAFFIC_MINUTES } from "../../traffic/traffic_minute.ts";
import type { DeclarePromise } from "./promise.ts";
import { minute } from "./sample_rows.ts";
import { ALWAYS, DAY } from "./samples.ts";

const MINUTE_MS = 60_000;

/** Promises of `sumSketches()`. */
export function sketches(promise: DeclarePromise): void {
  promise("sumSketches() adds up the sketches of a scope by steps of time", async (trial) => {
    const at = (place: number, text: string, sketch: { buckets: number[]; counts: number[] }) =>
      minute({ instant: DAY + place * MINUTE_MS, text, sketch });
    const rows = [
      at(0, "a", { buckets: [-1_000, 5], counts: [1, 2] }),
      at(1, "a", { buckets: [5, 9], counts: [3, 4] }),
      at(2, "a", { buckets: [7], counts: [6] }),
      at(2, "b", { buckets: [8], counts: [6] }),
      at(3, "a", { buckets: [], counts: [] }),
    ];
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, TRAFFIC_MINUTES, rows);
      const only = { scope: ["a"] };
      assertEquals(await warehouse.sumSketches({ ...ALWAYS, to: DAY + 3 * MINUTE_MS, only }, 2 * MINUTE_MS), [
        { minute_at: DAY, latency_sketch: { buckets: [-1_000, 5, 9], counts: [1, 5, 4] } },
        { minute_at: DAY + 2 * MINUTE_MS, latency_sketch: { buckets: [7], counts: [6] } },
      ]);
      assertEquals(await warehouse.sumSketches({ from: DAY + 9 * MINUTE_MS, to: null, only }, MINUTE_MS), []);
    });
  });
}
