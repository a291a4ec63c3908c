import { assertEquals, assertNotEquals } from "@std/assert";
import type { AlertDeliveryRow } from "./delivery.ts";
import { dueNotifications, NEWS_MS, type NotificationInput } from "./notification.ts";
import type { AlertSilenceRow } from "./silence.ts";
import { trialAlert, trialRule } from "./trial_rule.ts";

const MINUTE_MS = 60_000;
const NOW = 100 * MINUTE_MS;

const INPUT: NotificationInput = {
  alerts: [trialAlert()],
  rules: [trialRule()],
  silences: [],
  deliveries: [],
  receivers: ["webhook"],
  now: NOW,
};

function delivery(values: Partial<AlertDeliveryRow> = {}): AlertDeliveryRow {
  return {
    notification_id: "n",
    attempt_number: 1,
    alert_id: "a1",
    status: "firing",
    receiver: "webhook",
    sent_at: NOW,
    duration_ms: 1,
    status_code: 200,
    error: null,
    outcome: "delivered",
    ...values,
  };
}

function silence(values: Partial<AlertSilenceRow>): AlertSilenceRow {
  const span = { from_at: NOW - MINUTE_MS, to_at: NOW + MINUTE_MS };
  return { silence_id: "s", matchers: '["scope=web-1"]', ...span, reason: "", created_at: 0, ...values };
}

/** What is due, as `receiver/group: id status, …`. */
function due(values: Partial<NotificationInput> = {}): string[] {
  return dueNotifications({ ...INPUT, ...values }).map(({ receiver, group, alerts }) =>
    `${receiver}/${group}: ${alerts.map(({ alert, status }) => `${alert.alert_id} ${status}`).join(", ")}`
  );
}

const RESOLVED = trialAlert({ resolved_at: NOW - MINUTE_MS });

Deno.test("every receiver is told once that an alert fires, and once that it has resolved", () => {
  assertEquals(due(), ["webhook/errors: a1 firing"]);
  assertEquals(due({ deliveries: [delivery()] }), []);
  assertEquals(due({ deliveries: [delivery()], alerts: [RESOLVED] }), ["webhook/errors: a1 resolved"]);
  assertEquals(due({ deliveries: [delivery({ status: "resolved" })], alerts: [RESOLVED] }), []);
  assertEquals(due({ deliveries: [delivery({ receiver: "slack" })] }), ["webhook/errors: a1 firing"]);
});

Deno.test("what failed is due again under the same identifier, with its attempts counted on", () => {
  const [first] = dueNotifications(INPUT);
  const failed = [1, 2].map((attempt_number) =>
    delivery({ notification_id: first!.id, attempt_number, outcome: attempt_number === 1 ? "retried" : "failed" })
  );
  const [again] = dueNotifications({ ...INPUT, deliveries: failed });
  assertEquals([again!.id, first!.attemptCount, again!.attemptCount], [first!.id, 0, 2]);
});

Deno.test("an alert that still fires is told again after repeat_minutes, under another identifier", () => {
  const at = (minutes: number) => ({ deliveries: [delivery({ sent_at: NOW - minutes * MINUTE_MS })] });
  assertEquals([due(at(239)).length, due(at(240)).length], [0, 1]);
  assertNotEquals(dueNotifications({ ...INPUT, ...at(240) })[0]!.id, dueNotifications(INPUT)[0]!.id);
});

Deno.test("an acknowledged alert is told no more until it resolves", () => {
  const acknowledged = trialAlert({ acknowledged_at: NOW });
  assertEquals(due({ alerts: [acknowledged] }), []);
  assertEquals(due({ alerts: [{ ...acknowledged, resolved_at: NOW }] }), ["webhook/errors: a1 resolved"]);
});

Deno.test("an alert that resolved long ago is history", () => {
  const resolved = (at: number) => due({ alerts: [trialAlert({ resolved_at: at })], now: NEWS_MS + NOW });
  assertEquals([resolved(NOW).length, resolved(NOW + 1).length], [0, 1]);
});

Deno.test("a silence holds back what matches while it lasts, and for good what resolved in it", () => {
  assertEquals(due({ silences: [silence({})] }), []);
  assertEquals(due({ silences: [silence({ matchers: '["scope=web-2"]' })] }).length, 1);
  assertEquals(due({ silences: [silence({ to_at: NOW })] }).length, 1);
  assertEquals(due({ silences: [silence({ to_at: NOW })], alerts: [RESOLVED] }), []);
});

Deno.test("alerts of a rule go together, of several rules only where these say so, and alone where it says so", () => {
  const alerts = [
    trialAlert(),
    trialAlert({ alert_id: "a2", scope: "web-2" }),
    trialAlert({ alert_id: "b1", rule: "slow" }),
  ];
  const grouped = (group_by: string) =>
    due({ alerts, rules: [trialRule({ group_by }), trialRule({ rule: "slow", group_by })] });
  assertEquals(grouped("rule"), ["webhook/errors: a1 firing, a2 firing", "webhook/slow: b1 firing"]);
  assertEquals(grouped("all"), ["webhook/: a1 firing, a2 firing, b1 firing"]);
  assertEquals(grouped("scope").length, 3);
});

Deno.test("a rule that names receivers is told to those alone", () => {
  const rules = [trialRule({ receivers: "slack,alertmanager" })];
  assertEquals(due({ rules, receivers: ["webhook", "slack", "slack-2"] }), ["slack/errors: a1 firing"]);
});
