/**
 * Who is to be told what now.
 *
 * A receiver is told once that an alert fires and once that it has resolved, and again of one that still fires after `repeat_minutes` unless somebody acknowledged it.
 * What counts as told is what `alert_deliveries` has as delivered: what failed is due again in the next run, and a repeated run has nothing to say. Alerts that
 * resolved long before now, as when an old log is read, are history and no news.
 *
 * @module
 */
import { fingerprint } from "../table/fingerprint.ts";
import type { AlertRow } from "./alert.ts";
import type { AlertRuleRow } from "./alert_rule.ts";
import type { AlertDeliveryRow, AlertStatus } from "./delivery.ts";
import { labelsOf } from "./labels.ts";
import { type AlertSilenceRow, isSilenced } from "./silence.ts";

const MINUTE_MS = 60_000;

/** How long after it resolved an alert is news: a nightly run tells of all of the day before. */
export const NEWS_MS = 48 * 60 * MINUTE_MS;

/** An alert and what is to be told of it. */
export interface NotifiedAlert {
  readonly alert: AlertRow;
  readonly status: AlertStatus;
  /** Minutes after which it is told again. */
  readonly repeatMinutes: number;
}

/** What one receiver is told at once. */
export interface Notification {
  /** The same for the same alerts told again after a failure. */
  readonly id: string;
  readonly receiver: string;
  /** What its alerts have in common: nothing (empty), a rule, or a rule and a scope. */
  readonly group: string;
  readonly alerts: readonly NotifiedAlert[];
  /** How often it was tried before. */
  readonly attemptCount: number;
}

/** What decides whether something is due. */
export interface NotificationInput {
  readonly alerts: readonly AlertRow[];
  readonly rules: readonly AlertRuleRow[];
  readonly silences: readonly AlertSilenceRow[];
  readonly deliveries: readonly AlertDeliveryRow[];
  /** Names of all receivers. */
  readonly receivers: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Lists what is due, by receiver and group. */
export function dueNotifications(input: NotificationInput): Notification[] {
  const ruleOf = new Map(input.rules.map((rule) => [rule.rule, rule]));
  const told = lastDelivered(input.deliveries);
  return input.receivers.flatMap((receiver) => {
    const due = input.alerts.flatMap((alert) => {
      const rule = ruleOf.get(alert.rule);
      if (rule === undefined || !isFor(rule, receiver)) return [];
      const status: AlertStatus = alert.resolved_at === null ? "firing" : "resolved";
      const toldAt = told.get(keyOf(receiver, alert.alert_id, status)) ?? null;
      if (!isNews(alert, toldAt, rule, input.now) || isMuted(alert, input)) return [];
      return [{ alert, status, repeatMinutes: rule.repeat_minutes, group: groupOf(rule, alert), toldAt }];
    });
    const groups = Map.groupBy(due, ({ group }) => group);
    return [...groups].map(([group, alerts]) => {
      const parts = alerts.map(({ alert, status, toldAt }) => `${alert.alert_id} ${status} ${toldAt ?? ""}`).sort();
      const id = fingerprint([receiver, ...parts, group]);
      return { id, receiver, group, alerts: alerts.map(withoutGroup), attemptCount: attemptsOf(id, input.deliveries) };
    });
  });
}

function withoutGroup({ alert, status, repeatMinutes }: NotifiedAlert): NotifiedAlert {
  return { alert, status, repeatMinutes };
}

function isFor({ receivers }: AlertRuleRow, receiver: string): boolean {
  return receivers === null || receivers.split(",").includes(receiver);
}

function isNews(alert: AlertRow, toldAt: number | null, rule: AlertRuleRow, now: number): boolean {
  if (alert.resolved_at !== null) return toldAt === null && alert.resolved_at > now - NEWS_MS;
  if (alert.acknowledged_at !== null) return false;
  return toldAt === null || toldAt + rule.repeat_minutes * MINUTE_MS <= now;
}

/** An alert that resolved in silence stays silent, also when the silence is over. */
function isMuted(alert: AlertRow, { silences, now }: NotificationInput): boolean {
  return isSilenced(silences, labelsOf(alert), alert.resolved_at ?? now);
}

function groupOf({ group_by, rule }: AlertRuleRow, { scope_kind, scope }: AlertRow): string {
  if (group_by === "all") return "";
  return group_by === "rule" ? rule : `${rule}: ${scope_kind} ${scope}`;
}

function lastDelivered(deliveries: readonly AlertDeliveryRow[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { receiver, alert_id, status, outcome, sent_at } of deliveries) {
    if (outcome !== "delivered") continue;
    const key = keyOf(receiver, alert_id, status);
    last.set(key, Math.max(last.get(key) ?? sent_at, sent_at));
  }
  return last;
}

function keyOf(receiver: string, alertId: string, status: string): string {
  return `${receiver}\n${alertId}\n${status}`;
}

function attemptsOf(id: string, deliveries: readonly AlertDeliveryRow[]): number {
  return Math.max(0, ...deliveries.filter((row) => row.notification_id === id).map((row) => row.attempt_number));
}
