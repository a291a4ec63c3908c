import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Notification } from "./notification.ts";
import { payloadOf } from "./payload.ts";
import { trialAlert } from "./trial_rule.ts";

const FIRING = { alert: trialAlert(), status: "firing", repeatMinutes: 60 } as const;
const RESOLVED = {
  alert: trialAlert({ alert_id: "a2", scope: "web-2", started_at: 60_000, resolved_at: 300_000 }),
  status: "resolved",
  repeatMinutes: 60,
} as const;

function notification(...alerts: Notification["alerts"]): Notification {
  return { id: "n1", receiver: "webhook", group: "errors", alerts, attemptCount: 0 };
}

const LABELS = {
  alertname: "errors",
  severity: "moderate",
  kind: "threshold",
  scope_kind: "server",
  metric: "server_error_ratio",
};
const ANNOTATIONS = { summary: FIRING.alert.summary, peak_value: "0.5", fire_level: "0.1" };

Deno.test("a webhook gets what Alertmanager's webhooks send", () => {
  assertEquals(payloadOf("webhook", notification(FIRING, RESOLVED), 0), {
    version: "4",
    groupKey: "errors",
    truncatedAlerts: 0,
    status: "firing",
    receiver: "webhook",
    notificationId: "n1",
    groupLabels: {},
    commonLabels: LABELS,
    commonAnnotations: {},
    externalURL: "",
    alerts: [
      {
        status: "firing",
        labels: { ...LABELS, scope: "web-1" },
        annotations: ANNOTATIONS,
        startsAt: "1970-01-01T00:00:00.000Z",
        endsAt: "0001-01-01T00:00:00Z",
        generatorURL: "",
        fingerprint: "a1",
      },
      {
        status: "resolved",
        labels: { ...LABELS, scope: "web-2" },
        annotations: ANNOTATIONS,
        startsAt: "1970-01-01T00:01:00.000Z",
        endsAt: "1970-01-01T00:05:00.000Z",
        generatorURL: "",
        fingerprint: "a2",
      },
    ],
  });
});

Deno.test("Alertmanager gets a list of alerts, of which those that fire end after twice their repetition", () => {
  assertEquals(payloadOf("alertmanager", notification(FIRING, RESOLVED), 1_000), [
    {
      labels: { ...LABELS, scope: "web-1" },
      annotations: ANNOTATIONS,
      startsAt: "1970-01-01T00:00:00.000Z",
      endsAt: "1970-01-01T02:00:01.000Z",
    },
    {
      labels: { ...LABELS, scope: "web-2" },
      annotations: ANNOTATIONS,
      startsAt: "1970-01-01T00:01:00.000Z",
      endsAt: "1970-01-01T00:05:00.000Z",
    },
  ]);
});

Deno.test("Slack gets a line an alert", () => {
  assertEquals(payloadOf("slack", notification(FIRING, RESOLVED), 0), {
    text: [
      "*1 firing, 1 resolved*",
      `• *firing* moderate errors: ${FIRING.alert.summary.replaceAll("_", " ")} (1970-01-01 00:00 on UTC)`,
      `• *resolved* moderate errors: ${FIRING.alert.summary.replaceAll("_", " ")} (1970-01-01 00:01–00:05 UTC)`,
    ].join("\n"),
  });
});

Deno.test("a scope that strangers named mentions nobody in Slack and links nowhere", () => {
  const hostile = trialAlert({ summary: "no request in <!channel> <https://evil.example|click> *x*\n& `y`" });
  const { text } = payloadOf("slack", notification({ ...FIRING, alert: hostile }), 0) as { readonly text: string };
  assertStringIncludes(text, "&lt;!channel&gt; &lt;https://evil.example|click&gt;  x  &amp;  y ");
});

Deno.test("Slack is told of twenty alerts one by one, and of how many there are more", () => {
  const { text } = payloadOf("slack", notification(...Array(23).fill(FIRING)), 0) as { readonly text: string };
  assertEquals([text.split("\n").length, text.split("\n").at(-1)], [22, "and 3 more"]);
});
