/** The `health_check_links` table: what failed health checks have to do with errors that users see. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row a day and server whose checks failed. The formulas are in `link_checks.ts`. */
export const HEALTH_CHECK_LINKS = defineTable({
  name: "health_check_links",
  grain: "one row a day and server with a failed health check",
  key: ["day_at", "server_id"],
  time: "day_at",
  columns: {
    day_at: { type: "instant", meaning: "Start of the UTC day." },
    server_id: { type: "text", meaning: "The server." },
    failed_minute_count: { type: "integer", meaning: "Minutes with a failed check." },
    server_error_count: { type: "integer", meaning: "Requests that the server failed, all day." },
    linked_error_count: { type: "integer", meaning: "Those of them in a minute with a failed check." },
    linked_error_ratio: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Linked errors / errors; null without errors. What the checks did not see is the rest.",
    },
    lag_minutes: {
      type: "integer",
      nullable: true,
      meaning:
        "Minutes from failed checks to errors at which the two correlate best; negative where users were first, null where that may be chance.",
    },
    correlation: {
      type: "real",
      unit: "-1..1",
      nullable: true,
      meaning: "Pearson's correlation of failed checks and errors by the minute at the best lag; null without errors.",
    },
  },
});

/** One row of `health_check_links`. */
export type HealthCheckLinkRow = Row<typeof HEALTH_CHECK_LINKS>;
