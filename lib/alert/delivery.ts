/** The `alert_deliveries` table: every attempt to tell a receiver of an alert. @module */
import { defineTable, type Row } from "../table/table.ts";

/** What came of an attempt. */
const OUTCOMES = ["delivered", "retried", "failed"] as const;

/** What came of an attempt: received, failed but tried again at once, or failed and left to a later run. */
export type Outcome = typeof OUTCOMES[number];

/** Whether an alert fires or has resolved, as receivers are told. */
export type AlertStatus = "firing" | "resolved";

/** One row an attempt and alert. */
export const ALERT_DELIVERIES = defineTable({
  name: "alert_deliveries",
  grain: "one row an attempt to deliver a notification, and alert in it",
  key: ["notification_id", "attempt_number", "alert_id"],
  time: "sent_at",
  columns: {
    notification_id: {
      type: "text",
      length: 16,
      meaning: "What was to be delivered; each attempt sends it as `webhook-id`.",
    },
    attempt_number: { type: "integer", meaning: "From 1 on, over all runs." },
    alert_id: { type: "text", length: 16, meaning: "As in `alerts`." },
    status: { type: "text", length: 16, meaning: "What was told of the alert: `firing` or `resolved`." },
    receiver: { type: "text", length: 64, meaning: "Name of the receiver; its URL may hold a secret and is nowhere." },
    sent_at: { type: "instant", meaning: "When the attempt began." },
    duration_ms: { type: "integer", meaning: "How long it took." },
    status_code: { type: "integer", nullable: true, meaning: "HTTP status of the answer; null where none came." },
    error: { type: "text", nullable: true, meaning: "Why it failed; null for what was delivered." },
    outcome: { type: "text", length: 16, meaning: `One of ${OUTCOMES.join(", ")}.` },
  },
});

/** One row of `alert_deliveries`. */
export type AlertDeliveryRow = Row<typeof ALERT_DELIVERIES>;
