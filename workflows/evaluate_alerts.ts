/** Evaluates alert rules on new minutes and tells receivers what fires and what has resolved. @module */
import type { AlertRow } from "../lib/alert/alert.ts";
import { evaluateAlerts } from "../lib/alerting/evaluate_alerts.ts";
import type { Known } from "../lib/alerting/alert_turn.ts";
import { notify } from "../lib/alerting/notify.ts";
import { readReceivers, readSigningKey } from "../lib/alerting/read_receivers.ts";
import { readAlertRules } from "../lib/alerting/read_rules.ts";
import { RowStore } from "../lib/alerting/row_store.ts";
import { readObjectives } from "../lib/analysis/read_objectives.ts";
import type { Config } from "../lib/run/config.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import type { Warehouse } from "../lib/warehouse/warehouse.ts";
import { openWarehouse, WAREHOUSE_SETTINGS, warehouseLocation } from "../lib/warehouse/open.ts";

const MINUTE_MS = 60_000;

/** What an evaluation leaves. */
export interface AlertResult extends StepResult {
  /** What fires now, the latest last. */
  readonly firing: readonly AlertRow[];
}

/** Evaluates all rules up to now. */
export const EVALUATE_ALERTS: Step<AlertResult> = {
  name: "alert",
  describe: "Evaluates alert rules on the minutes that are new since the last time, and tells receivers.",
  run: (config, run) => alertUntil(config, run, run.clock()),
};

/**
 * Evaluates all rules up to the last minute that is over.
 *
 * @param knownTo when the logs were read, ms since 1970: a minute that was not over then is not known whole
 */
export async function alertUntil(config: Config, run: Run, knownTo: number): Promise<AlertResult> {
  await using warehouse = await openWarehouse(config, run.log);
  const until = Math.floor(knownTo / MINUTE_MS) * MINUTE_MS;
  return await alertIn(warehouse, config, run, { until, foundUntil: until });
}

/** Evaluates all rules of a warehouse that is open. */
export async function alertIn(warehouse: Warehouse, config: Config, run: Run, known: Known): Promise<AlertResult> {
  const objectives = await readObjectives(config);
  const written = await readAlertRules(config, objectives.objectives);
  const receivers = readReceivers(config);
  const signingKey = readSigningKey(config);
  await using store = await RowStore.open(warehouse);
  const result = await evaluateAlerts(store, { written, objectives, ...known });
  const deliveries = await notify(store, result, { receivers, signingKey, clock: run.clock, log: run.log });
  const firing = result.alerts.filter(({ resolved_at }) => resolved_at === null)
    .sort((a, b) => a.started_at - b.started_at);
  return {
    rowsIn: result.rules.length,
    rowsOut: result.changed.length + deliveries.length,
    rejected: 0,
    rows: { alerts: result.changed.length, alert_deliveries: deliveries.length },
    firing,
  };
}

/** The settings of alerts. */
export const ALERT_SETTINGS = [
  "data",
  ...WAREHOUSE_SETTINGS,
  "alerts",
  "slo",
  "apdex-ms",
  "alert-webhook",
  "alert-slack",
  "alert-alertmanager",
  "alert-signing-key",
] as const;

/** `deno task alert`. */
export const ALERT_TASK: Task<AlertResult> = {
  step: EVALUATE_ALERTS,
  takes: ALERT_SETTINGS,
  warehouse: warehouseLocation,
  json: ({ firing }) => ({ firing }),
};

if (import.meta.main) await main(ALERT_TASK);
