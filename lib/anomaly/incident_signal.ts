/** The `incident_signals` table: what moved in an incident, in order of onset, and what else changed with it. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row an incident and series that moved in it. */
export const INCIDENT_SIGNALS = defineTable({
  name: "incident_signals",
  grain: "one row an incident, scope kind, scope, metric and direction",
  key: ["incident_id", "scope_kind", "scope", "metric", "direction"],
  time: "opened_at",
  columns: {
    incident_id: { type: "text", length: 16, meaning: "As in `incidents`." },
    opened_at: { type: "instant", meaning: "As in `incidents`." },
    scope_kind: { type: "text", length: 16, meaning: "As in `traffic_minutes`." },
    scope: { type: "text", meaning: "As in `traffic_minutes`." },
    metric: { type: "text", length: 64, meaning: "Column of `kpis` or `server_metrics` that moved." },
    direction: { type: "text", length: 16, meaning: "`high` or `low`." },
    onset_delay_ms: {
      type: "integer",
      nullable: true,
      meaning:
        "From the first onset of the incident to its own; 0 moved first. Null where it changed without an anomaly.",
    },
    observed: { type: "real", meaning: "Mean from its onset on; of latencies the median." },
    expected: {
      type: "real",
      meaning: "What was expected at its onset; without an anomaly the level of the hour before.",
    },
    anomaly_count: { type: "integer", meaning: "Its anomalies; 0 where it changed without one." },
    is_cause_candidate: {
      type: "boolean",
      meaning: "Whether the others may follow from it: the clearest of those that moved first; one an incident.",
    },
  },
});

/** One row of `incident_signals`. */
export type IncidentSignalRow = Row<typeof INCIDENT_SIGNALS>;
