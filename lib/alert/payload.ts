/**
 * What receivers are sent, in the forms that they know.
 *
 * Webhooks get what Alertmanager's own webhooks send (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config), so that whatever takes alerts from
 * there takes them from here; Alertmanager gets the `postableAlerts` of its API v2, and Slack the text of an incoming webhook.
 *
 * @module
 */
import { type Labels, labelsOf } from "./labels.ts";
import type { Notification, NotifiedAlert } from "./notification.ts";

const MINUTE_MS = 60_000;

/** Alerts that a text for people names one by one. */
const MOST_LINES = 20;

/** Alertmanager's word for an end that is not known. */
const NO_END = "0001-01-01T00:00:00Z";

/** Forms of bodies. */
export const RECEIVER_FORMS = ["webhook", "slack", "alertmanager"] as const;

/** Form of the bodies that a receiver takes. */
export type ReceiverForm = typeof RECEIVER_FORMS[number];

/** Makes the body of a notification, to be sent as JSON. */
export function payloadOf(form: ReceiverForm, notification: Notification, now: number): unknown {
  if (form === "slack") return { text: slackText(notification) };
  return form === "alertmanager" ? postableAlerts(notification, now) : webhookBody(notification);
}

function webhookBody({ id, receiver, group, alerts }: Notification): unknown {
  return {
    version: "4",
    groupKey: group,
    truncatedAlerts: 0,
    status: statusOf(alerts),
    receiver,
    notificationId: id,
    groupLabels: {},
    commonLabels: commonLabels(alerts.map(({ alert }) => labelsOf(alert))),
    commonAnnotations: {},
    externalURL: "",
    alerts: alerts.map((notified) => ({
      status: notified.status,
      ...described(notified),
      endsAt: notified.alert.resolved_at === null ? NO_END : isoOf(notified.alert.resolved_at),
      generatorURL: "",
      fingerprint: notified.alert.alert_id,
    })),
  };
}

/** An alert that fires ends, for Alertmanager, after twice the time in which it would be told again. */
function postableAlerts({ alerts }: Notification, now: number): unknown {
  return alerts.map((notified) => ({
    ...described(notified),
    endsAt: isoOf(notified.alert.resolved_at ?? now + 2 * notified.repeatMinutes * MINUTE_MS),
  }));
}

function described({ alert }: NotifiedAlert) {
  return {
    labels: labelsOf(alert),
    annotations: { summary: alert.summary, peak_value: String(alert.peak_value), fire_level: String(alert.fire_level) },
    startsAt: isoOf(alert.started_at),
  };
}

function slackText({ alerts }: Notification): string {
  const firing = alerts.filter(({ status }) => status === "firing").length;
  const parts = [
    ...firing > 0 ? [`${firing} firing`] : [],
    ...firing < alerts.length ? [`${alerts.length - firing} resolved`] : [],
  ];
  const lines = alerts.slice(0, MOST_LINES).map(slackLine);
  const rest = alerts.length - lines.length;
  return [`*${parts.join(", ")}*`, ...lines, ...rest > 0 ? [`and ${rest} more`] : []].join("\n");
}

function slackLine({ alert, status }: NotifiedAlert): string {
  const { rule, severity, summary, started_at, resolved_at } = alert;
  const span = `${clockTime(started_at)}${resolved_at === null ? " on" : `–${clockTime(resolved_at).slice(11)}`} UTC`;
  return `• *${status}* ${severity} ${escaped(rule)}: ${escaped(summary)} (${span})`;
}

/** Names of scopes come from outside: nobody gets to mention a channel or to write a link. Reference: "Escaping text" of Slack's formatting guide. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(/[*_~`\n]/g, " ");
}

function commonLabels(all: readonly Labels[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(all[0]!).filter(([label, value]) => all.every((labels) => labels[label as keyof Labels] === value)),
  );
}

function statusOf(alerts: readonly NotifiedAlert[]): string {
  return alerts.some(({ status }) => status === "firing") ? "firing" : "resolved";
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

function clockTime(at: number): string {
  return isoOf(at).slice(0, 16).replace("T", " ");
}
