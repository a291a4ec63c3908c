/** The `incidents` table: anomalies that belong together in time and topology, merged into one story. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row an incident. */
export const INCIDENTS = defineTable({
  name: "incidents",
  grain: "one row an incident",
  key: ["incident_id"],
  time: "opened_at",
  columns: {
    incident_id: {
      type: "text",
      length: 16,
      meaning: "Stable identifier: the same data give the same identifier again.",
    },
    opened_at: { type: "instant", meaning: "Start of the first anomalous window." },
    closed_at: { type: "instant", nullable: true, meaning: "End of the last anomalous window; null while it lasts." },
    severity: { type: "text", length: 16, meaning: "Severity of the whole." },
    scope_kind: { type: "text", length: 16, meaning: "The narrowest kind of scope that carries the incident." },
    scope: { type: "text", meaning: "The scope that carries it." },
    metric: {
      type: "text",
      length: 64,
      meaning: "The metric that leads: of those that moved first, the one with the most evidence.",
    },
    anomaly_count: { type: "integer", meaning: "Anomalies merged into it." },
    request_count: { type: "integer", meaning: "Requests in that scope while it lasted." },
    peak_score: { type: "real", unit: "0..100", meaning: "Highest score of its anomalies." },
    summary: { type: "text", meaning: "One line of plain words." },
    evidence: { type: "json", meaning: "The slices and metrics behind the line, with their shares." },
  },
});

/** One row of `incidents`. */
export type IncidentRow = Row<typeof INCIDENTS>;
