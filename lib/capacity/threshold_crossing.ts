/** The `threshold_crossings` table: when a resource reaches its limit if it goes on like this. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row a day of making, scope, and metric that reaches its threshold within a year. Formula: `cross_threshold.ts`. */
export const THRESHOLD_CROSSINGS = defineTable({
  name: "threshold_crossings",
  grain: "one row a day on which it was made, scope kind, scope and metric",
  key: ["made_at", "scope_kind", "scope", "metric"],
  time: "made_at",
  columns: {
    made_at: { type: "instant", meaning: "Start of the last day that is known." },
    scope_kind: { type: "text", length: 16, meaning: "all, pool or region for traffic, server for resources." },
    scope: { type: "text", meaning: "As in `traffic_minutes`." },
    metric: {
      type: "text",
      length: 64,
      meaning: "disk_usage_percent, or the busiest hour a day of cpu_usage_percent or requests_per_second.",
    },
    threshold: { type: "real", meaning: "The limit, in the metric's unit." },
    latest: { type: "real", meaning: "Level at the end of what is known." },
    slope_per_day: { type: "real", meaning: "Growth a day, in the metric's unit." },
    crosses_at: { type: "instant", meaning: "When the limit is reached; the last known moment where it is already." },
    earliest_at: { type: "instant", meaning: "Lower end of its interval of about 90 %." },
    latest_at: {
      type: "instant",
      nullable: true,
      meaning: "Upper end of its interval; null where it may never be reached.",
    },
    explanation: { type: "text", meaning: "The same in plain words." },
  },
});

/** One row of `threshold_crossings`. */
export type ThresholdCrossingRow = Row<typeof THRESHOLD_CROSSINGS>;
