/** Views of alerts, and what contradicts itself in them. @module */
import { assertEquals } from "@std/assert";
import { ALERTS } from "../../alert/alert.ts";
import { ALERT_DELIVERIES } from "../../alert/delivery.ts";
import type { AnyRow } from "../../duckdb/table_file.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { rowOf } from "./sample_rows.ts";
import { DAY, PLAIN } from "./samples.ts";

/** Promises of the views of alerts. */
export function alertViews(promise: DeclarePromise): void {
  promise("alerts_firing and alert_delivery_status tell what fires and who was told", async (trial) => {
    const alert = (id: string, resolvedAt: number | null): AnyRow => ({
      ...rowOf(ALERTS, PLAIN),
      alert_id: id,
      scope: id,
      fired_at: DAY + 1,
      resolved_at: resolvedAt,
      acknowledged_at: null,
    });
    const attempt = (number: number, outcome: string): AnyRow => ({
      ...rowOf(ALERT_DELIVERIES, { ...PLAIN, instant: DAY + number, integer: number }),
      alert_id: "a",
      receiver: outcome === "retried" ? "slack" : "webhook",
      outcome,
    });
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, ALERTS, [alert("a", null), alert("b", DAY + 2)]);
      const { resolved_at: _, ...firing } = alert("a", null);
      assertRows(await trial.rows(warehouse, { name: "alerts_firing" }), [firing]);
      await trial.load(warehouse, ALERT_DELIVERIES, [
        attempt(1, "retried"),
        attempt(2, "failed"),
        attempt(3, "delivered"),
      ]);
      const told = { alert_id: "a", status: PLAIN.text };
      assertRows(await trial.rows(warehouse, { name: "alert_delivery_status" }), [
        { ...told, receiver: "slack", attempt_count: 1, first_sent_at: DAY + 1, delivered_at: null },
        { ...told, receiver: "webhook", attempt_count: 2, first_sent_at: DAY + 2, delivered_at: DAY + 3 },
      ]);
    });
  });

  promise("the check of alerts finds those that contradict each other", async (trial) => {
    const alert = (id: string, scope: string, resolvedAt: number | null): AnyRow => ({
      ...rowOf(ALERTS, PLAIN),
      alert_id: id,
      scope,
      fired_at: DAY + 1,
      resolved_at: resolvedAt,
    });
    const alerts = [
      alert("good", "x", DAY + 2),
      alert("back", "y", DAY),
      alert("one", "z", null),
      alert("two", "z", null),
    ];
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, ALERTS, alerts);
      const offenders = await trial.offenders(warehouse, "alerts_contradicting");
      assertEquals(offenders.map(({ alert_id }) => alert_id).toSorted(), ["back", "two"]);
    });
  });
}
