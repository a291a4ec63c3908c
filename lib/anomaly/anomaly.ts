/** The `anomalies` table: windows of a series that its own past did not lead us to expect. @module */
import { defineTable, type Row } from "../table/table.ts";

/** How serious a finding is, mildest first. */
export const SEVERITIES = ["minor", "moderate", "critical"] as const;

/** How serious a finding is. */
export type Severity = typeof SEVERITIES[number];

/** One row a window, scope and metric that departs from what was expected. */
export const ANOMALIES = defineTable({
  name: "anomalies",
  grain: "one row a window, scope kind, scope and metric",
  key: ["window_start_at", "window", "scope_kind", "scope", "metric"],
  time: "window_start_at",
  columns: {
    window_start_at: { type: "instant", meaning: "Start of the window." },
    window: { type: "text", length: 16, meaning: "Length of the window: minute." },
    scope_kind: { type: "text", length: 16, meaning: "As in `traffic_minutes`." },
    scope: { type: "text", meaning: "As in `traffic_minutes`." },
    metric: {
      type: "text",
      length: 64,
      meaning:
        "Column of `kpis` or `server_metrics` that departs, or `joint_deviation`: several together, none by itself.",
    },
    observed: { type: "real", meaning: "The value, in the metric's unit." },
    expected: { type: "real", meaning: "The value that the past led us to expect." },
    lower: { type: "real", meaning: "Lower end of the expected band." },
    upper: { type: "real", meaning: "Upper end of the expected band." },
    score: {
      type: "real",
      unit: "0..100",
      meaning: "How far in the tail the value lies: 99 is one window in a hundred.",
    },
    severity: { type: "text", length: 16, meaning: `One of ${SEVERITIES.join(", ")}.` },
    direction: { type: "text", length: 16, meaning: "`high` or `low`." },
    explanation: { type: "text", meaning: "Which slices carry the excess, in words." },
    incident_id: {
      type: "text",
      length: 16,
      nullable: true,
      meaning: "The incident that the anomaly belongs to; null where it stands alone.",
    },
  },
});

/** One row of `anomalies`. */
export type AnomalyRow = Row<typeof ANOMALIES>;
