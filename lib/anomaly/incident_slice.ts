/** The `incident_slices` table: which parts of the traffic carry what an incident has too much or too little of. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row an incident and slice: the five that carry most of each kind. */
export const INCIDENT_SLICES = defineTable({
  name: "incident_slices",
  grain: "one row an incident, scope kind and scope",
  key: ["incident_id", "scope_kind", "scope"],
  time: "opened_at",
  columns: {
    incident_id: { type: "text", length: 16, meaning: "As in `incidents`." },
    opened_at: { type: "instant", meaning: "As in `incidents`." },
    scope_kind: { type: "text", length: 16, meaning: "As in `traffic_minutes`, or `status`." },
    scope: {
      type: "text",
      meaning: "As in `traffic_minutes`; of statuses the class, such as `5xx`, in the incident's scope.",
    },
    metric: { type: "text", length: 64, meaning: "What the slices are compared in: the metric of the incident." },
    observed: { type: "real", meaning: "Mean while the incident lasted; of latencies the median." },
    expected: { type: "real", meaning: "The same over the hour before." },
    share: {
      type: "real",
      meaning: "Share of the excess of all slices of its kind; below 0 where the slice went the other way.",
    },
    is_carrier: {
      type: "boolean",
      meaning: "Whether it departs itself, with most of the excess and more than its traffic explains.",
    },
  },
});

/** One row of `incident_slices`. */
export type IncidentSliceRow = Row<typeof INCIDENT_SLICES>;
