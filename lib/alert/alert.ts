/** The `alerts` table: what fired. @module */
import { SEVERITIES } from "../anomaly/anomaly.ts";
import { defineTable, type Row } from "../table/table.ts";
import { fingerprint } from "../table/fingerprint.ts";
import { RULE_KINDS } from "./alert_rule.ts";

/** One row an alert, from when it fires. */
export const ALERTS = defineTable({
  name: "alerts",
  grain: "one row an alert: a rule, a scope and the minute in which it began",
  key: ["alert_id"],
  time: "started_at",
  columns: {
    alert_id: { type: "text", length: 16, meaning: "Stable identifier: the same minutes give the same one again." },
    rule: { type: "text", length: 128, meaning: "As in `alert_rules`." },
    kind: { type: "text", length: 16, meaning: `One of ${RULE_KINDS.join(", ")}.` },
    severity: { type: "text", length: 16, meaning: `The rule's: ${SEVERITIES.join(", ")}.` },
    scope_kind: { type: "text", length: 16, meaning: "As in `traffic_minutes`." },
    scope: { type: "text", meaning: "As in `traffic_minutes`." },
    metric: { type: "text", length: 64, meaning: "As in `alert_rules`." },
    started_at: { type: "instant", meaning: "Start of the first minute beyond the level." },
    fired_at: { type: "instant", meaning: "End of the minute that made it fire." },
    resolved_at: {
      type: "instant",
      nullable: true,
      meaning: "End of the minute that resolved it; null while it fires.",
    },
    acknowledged_at: { type: "instant", nullable: true, meaning: "When somebody took it over; null before." },
    peak_value: { type: "real", meaning: "The value farthest beyond the level, in the metric's unit." },
    fire_level: { type: "real", meaning: "The level when it was last evaluated." },
    summary: { type: "text", meaning: "One line of plain words." },
  },
});

/** One row of `alerts`. */
export type AlertRow = Row<typeof ALERTS>;

/** Computes the identifier of an alert. */
export function alertId(startedAt: number, rule: string, scopeKind: string, scope: string): string {
  return fingerprint([startedAt, rule, scopeKind, scope]);
}
