/** Alert rules read stored minutes. @module */
import { assertEquals } from "@std/assert";
import { ALERTS } from "../../alert/alert.ts";
import { trialRule } from "../../alert/trial_rule.ts";
import { evaluateAlerts } from "../../alerting/evaluate_alerts.ts";
import { RowStore } from "../../alerting/row_store.ts";
import type { AnyRow } from "../../duckdb/table_file.ts";
import { KPIS } from "../../kpi/kpi.ts";
import { defaultObjectives } from "../../slo/objective.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { rowOf } from "./sample_rows.ts";
import { DAY, HOSTILE_TEXTS, MINUTE_MS, PLAIN } from "./samples.ts";

/** Promises of alert rules on stored minutes. */
export function alerting(promise: DeclarePromise): void {
  const kpi = (place: number, scope: string, real: number): AnyRow => (
    {
      ...rowOf(KPIS, { ...PLAIN, instant: DAY + place * MINUTE_MS, real }),
      window: "minute",
      scope_kind: "pool",
      scope,
    }
  );
  const all = (place: number): AnyRow => ({ ...kpi(place, "(all)", 0), scope_kind: "all" });
  const rule = trialRule({ metric: "server_error_ratio", scope_kind: "pool", scope: null, keep_firing_for_minutes: 1 });
  const written = { rules: [rule], origin: "file" } as const;

  promise(
    "alert rules are evaluated on stored minutes, each minute once, whatever a scope is called",
    async (trial) => {
      const names = HOSTILE_TEXTS.slice(0, 3);
      const until = (place: number) => ({
        written,
        objectives: defaultObjectives(500),
        until: DAY + place * MINUTE_MS,
      });
      await trial.use(async (warehouse) => {
        await using store = await RowStore.open(warehouse);
        await trial.load(warehouse, KPIS, [
          ...[0, 1, 2, 3].map(all),
          ...[0, 1, 2, 3].flatMap((place) => names.map((name) => kpi(place, name, place === 1 ? 0.5 : 0))),
        ]);
        const first = await evaluateAlerts(store, until(2));
        assertEquals(
          first.changed.map(({ scope, resolved_at }) => [scope, resolved_at]).toSorted(),
          names.map((name) => [name, null]).toSorted(),
        );
        const second = await evaluateAlerts(store, until(4));
        const kept = await trial.rows(warehouse, ALERTS);
        assertEquals(
          kept.map(({ scope, resolved_at }) => [scope, resolved_at]).toSorted(),
          names.map((name) => [name, DAY + 3 * MINUTE_MS]).toSorted(),
        );
        assertRows(kept, second.alerts);
        assertEquals((await evaluateAlerts(store, until(4))).changed, []);
        assertEquals(await trial.offenders(warehouse, "alerts_contradicting"), []);
      });
    },
  );
}
