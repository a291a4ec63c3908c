/** The `server_metrics` table: the resources of each server over time. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row a server and sample. Column names are those of the original project's `server_metrics.csv`. */
export const SERVER_METRICS = defineTable({
  name: "server_metrics",
  grain: "one row a server and sample",
  key: ["timestamp", "server_id"],
  time: "timestamp",
  columns: {
    timestamp: { type: "instant", meaning: "Moment of the sample." },
    server_id: { type: "text", meaning: "The server." },
    region: { type: "text", nullable: true, meaning: "Region of the server." },
    cpu_usage_percent: { type: "real", nullable: true, meaning: "Busy share of all cores." },
    memory_usage_percent: { type: "real", nullable: true, meaning: "Used share of memory." },
    disk_usage_percent: { type: "real", nullable: true, meaning: "Used share of the disk." },
    network_in_mbps: { type: "real", nullable: true, meaning: "Received megabits a second." },
    network_out_mbps: { type: "real", nullable: true, meaning: "Sent megabits a second." },
    active_connections: { type: "integer", nullable: true, meaning: "Open connections at the sample." },
    requests_per_second: { type: "real", nullable: true, meaning: "Requests a second over the sample's interval." },
    backend_health_failures: {
      type: "integer",
      nullable: true,
      meaning: "Failed health checks in the sample's interval.",
    },
  },
});

/** One row of `server_metrics`. */
export type ServerMetricRow = Row<typeof SERVER_METRICS>;
