/** Alerts on a warehouse that a test has filled. @module */
import { defaultRules } from "../alert/default_rules.ts";
import { defaultObjectives } from "../slo/objective.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { evaluateAlerts } from "./evaluate_alerts.ts";
import { RowStore } from "./row_store.ts";

/** Evaluates the built-in rules, as a pipeline without settings does. */
export async function evaluateDefaults(warehouse: Warehouse, until: number): Promise<void> {
  await using store = await RowStore.open(warehouse);
  const objectives = defaultObjectives(500);
  const written = { rules: defaultRules(objectives.objectives), origin: "default" } as const;
  await evaluateAlerts(store, { written, objectives, until });
}
