/** The `maintenance_windows` table: when a server may be taken away in the coming week. @module */
import { defineTable, type Row } from "../table/table.ts";
import { LOSS_VERDICTS } from "./capacity_loss.ts";

/** One row a day of making, scope and rank. Formula: `rank_slots.ts`. */
export const MAINTENANCE_WINDOWS = defineTable({
  name: "maintenance_windows",
  grain: "one row a day on which it was made, scope kind, scope and rank",
  key: ["made_at", "scope_kind", "scope", "rank"],
  time: "made_at",
  columns: {
    made_at: { type: "instant", meaning: "Start of the last day that is known." },
    scope_kind: { type: "text", length: 16, meaning: "server, or the group of which any one server is taken away." },
    scope: { type: "text", meaning: "The server; or the pool or region, of which the server with most load." },
    rank: { type: "integer", meaning: "1 is the best slot; the first three are kept." },
    starts_at: { type: "instant", meaning: "Start of the slot." },
    ends_at: { type: "instant", meaning: "End of the slot." },
    moved_request_count: { type: "real", meaning: "Requests of the slot that other servers would take over." },
    group_requests_per_second: {
      type: "real",
      unit: "1/s",
      meaning: "Traffic of the group that the slot is planned for: the upper end of what is expected.",
    },
    worst_server_id: { type: "text", nullable: true, meaning: "The remaining server nearest to its limit." },
    worst_cpu_percent: { type: "real", nullable: true, meaning: "CPU that it would need; null where not known." },
    worst_load_ratio: {
      type: "real",
      nullable: true,
      meaning: "Its throughput / the highest that it has had; null with none left.",
    },
    verdict: { type: "text", length: 16, meaning: `How the rest fares: one of ${LOSS_VERDICTS.join(", ")}.` },
    is_recommended: {
      type: "boolean",
      meaning: "Whether the rest survives, no incident is open there and no error budget is spent or at risk.",
    },
    explanation: { type: "text", meaning: "Why, in plain words." },
  },
});

/** One row of `maintenance_windows`. */
export type MaintenanceWindowRow = Row<typeof MAINTENANCE_WINDOWS>;
