/** Tells receivers what is due and keeps a record of it. @module */
import { ALERT_DELIVERIES, type AlertDeliveryRow } from "../alert/delivery.ts";
import { dueNotifications, NEWS_MS } from "../alert/notification.ts";
import { ALERT_SILENCES } from "../alert/silence.ts";
import type { Log } from "../run/step.ts";
import { deliver, type DeliveryOptions } from "./deliver.ts";
import type { EvaluationResult } from "./evaluate_alerts.ts";
import type { Receiver } from "./read_receivers.ts";
import { change, type RowStore } from "./row_store.ts";

/** Who is told, and who hears of what went wrong. */
export interface NotifyOptions extends DeliveryOptions {
  readonly receivers: readonly Receiver[];
  readonly log: Log;
}

/** Delivers what is due; a receiver that fails is a warning and a record, no error. */
export async function notify(
  store: RowStore,
  { rules, alerts }: EvaluationResult,
  { receivers, log, ...options }: NotifyOptions,
): Promise<AlertDeliveryRow[]> {
  const now = options.clock();
  const names = receivers.map(({ name }) => name);
  for (const { rule, receivers: wanted, is_enabled } of rules) {
    const unknown = wanted?.split(",").filter((name) => !names.includes(name)) ?? [];
    if (is_enabled && names.length > 0 && unknown.length > 0) {
      log.warn(`rule "${rule}" names a receiver that is not set: ${unknown.join(", ")}`);
    }
  }
  const recent = alerts.filter(({ resolved_at }) => resolved_at === null || resolved_at > now - NEWS_MS);
  if (recent.length === 0 || receivers.length === 0) return [];
  const firstAt = Math.min(...recent.map(({ started_at }) => started_at));
  const deliveries = await store.rows(ALERT_DELIVERIES, { from: firstAt, to: null });
  const silences = await store.rows(ALERT_SILENCES);
  const due = dueNotifications({ alerts: recent, rules, silences, deliveries, receivers: names, now });
  const rows = await deliver(due, receivers, options);
  await store.merge([change(ALERT_DELIVERIES, rows)]);
  for (const { receiver, error, attempt_number } of lastFailures(rows)) {
    log.warn(`the receiver ${receiver} was not told of alerts, the next run tries again: ${error}`, {
      attempts: attempt_number,
    });
  }
  return rows;
}

/** One row a receiver that could not be reached. */
function lastFailures(rows: readonly AlertDeliveryRow[]): AlertDeliveryRow[] {
  const failed = rows.filter(({ outcome }) => outcome === "failed");
  return [...new Map(failed.map((row) => [row.receiver, row])).values()];
}
