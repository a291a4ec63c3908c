/** The `capacity_losses` table: what remains when a server or a region is lost. @module */
import { defineTable, type Row } from "../table/table.ts";

/** How the rest fares, best first. */
export const LOSS_VERDICTS = ["survives", "cannot_tell", "strained", "saturates"] as const;

/** One of the ways in which the rest fares. */
export type LossVerdict = typeof LOSS_VERDICTS[number];

/** One row a day, group and loss. Formula: `lose_servers.ts`. */
export const CAPACITY_LOSSES = defineTable({
  name: "capacity_losses",
  grain: "one row a day, scope kind, scope, lost kind and lost",
  key: ["day_at", "scope_kind", "scope", "lost_kind", "lost"],
  time: "day_at",
  columns: {
    day_at: { type: "instant", meaning: "Start of the day whose busiest minutes are looked at." },
    scope_kind: { type: "text", length: 16, meaning: "pool or region for a server, all for a region." },
    scope: { type: "text", meaning: "The group that has to carry the load of what is lost." },
    lost_kind: { type: "text", length: 16, meaning: "server or region." },
    lost: { type: "text", meaning: "What is lost: of servers the one with most of the load." },
    busiest_requests_per_second: {
      type: "real",
      unit: "1/s",
      meaning: "Throughput of the group that 99 % of its minutes stay below.",
    },
    lost_share_ratio: { type: "real", unit: "0..1", meaning: "Share of it that the lost part carries." },
    remaining_server_count: { type: "integer", meaning: "Servers that are left." },
    load_factor: { type: "real", nullable: true, meaning: "By how much each of them has more; null with none left." },
    worst_server_id: { type: "text", nullable: true, meaning: "The one of them that is nearest to its limit." },
    worst_cpu_percent: {
      type: "real",
      nullable: true,
      meaning: "CPU that it would need; null where CPU is not known.",
    },
    worst_load_ratio: {
      type: "real",
      nullable: true,
      meaning: "Its throughput / the highest that it has had (99 % of minutes); null with none left.",
    },
    verdict: { type: "text", length: 16, meaning: `One of ${LOSS_VERDICTS.join(", ")}.` },
    explanation: { type: "text", meaning: "The same in plain words." },
  },
});

/** One row of `capacity_losses`. */
export type CapacityLossRow = Row<typeof CAPACITY_LOSSES>;
