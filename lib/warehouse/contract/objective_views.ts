/** Views of objectives. @module */
import { assertEquals } from "@std/assert";
import type { AnyRow } from "../../duckdb/table_file.ts";
import { SLO_STATUS } from "../../slo/slo_status.ts";
import { DAY_MS } from "../../table/day.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { rowOf } from "./sample_rows.ts";
import { DAY, PLAIN } from "./samples.ts";

/** Promises of the views of objectives. */
export function objectiveViews(promise: DeclarePromise): void {
  promise(
    "the view slo_current is the newest hour, and slo_burn_down the hours of its objectives' windows",
    async (trial) => {
      const HOUR_MS = 3_600_000;
      const standing = (objective: string, hour: number, values: AnyRow = {}): AnyRow => ({
        ...rowOf(SLO_STATUS, { ...PLAIN, text: objective }),
        hour_at: DAY + hour * HOUR_MS,
        window_from_at: DAY,
        window_to_at: DAY + DAY_MS,
        bad_count: hour,
        budget_count: 40,
        ...values,
      });
      const rows = [
        standing("a", -1),
        standing("a", 2, { budget_count: 10 }),
        standing("a", 3),
        standing("b", 3, { window_from_at: DAY + 3 * HOUR_MS, budget_count: null }),
        standing("b", 2),
        standing("gone", 2),
      ];
      await trial.use(async (warehouse) => {
        assertEquals(await trial.rows(warehouse, { name: "slo_current" }), []);
        await trial.load(warehouse, SLO_STATUS, rows);
        const current = await trial.rows(warehouse, { name: "slo_current" });
        const { event_count: _events, bad_count: _bad, ...expected } = rows[2]!;
        assertRows(current.filter(({ objective }) => objective === "a"), [expected]);
        assertEquals(current.length, 2);
        const burnDown = await trial.rows(warehouse, { name: "slo_burn_down" });
        const spent = burnDown.map(({ objective, hour_at, spent_ratio }) =>
          ({ objective, hour_at, spent_ratio }) as AnyRow
        );
        assertRows(spent, [
          { objective: "a", hour_at: DAY + 2 * HOUR_MS, spent_ratio: 2 / 40 },
          { objective: "a", hour_at: DAY + 3 * HOUR_MS, spent_ratio: 3 / 40 },
          { objective: "b", hour_at: DAY + 3 * HOUR_MS, spent_ratio: null },
        ]);
      });
    },
  );
}
