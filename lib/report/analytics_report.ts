/** The `analytics_reports` table: what a run found, as one JSON document. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row a run. */
export const ANALYTICS_REPORTS = defineTable({
  name: "analytics_reports",
  grain: "one row a run",
  key: ["run_id"],
  time: "created_at",
  columns: {
    run_id: { type: "text", length: 64, meaning: "The run." },
    created_at: { type: "instant", meaning: "When the run began." },
    from_at: {
      type: "instant",
      nullable: true,
      meaning: "Start of the first minute that the report speaks of; null without traffic.",
    },
    to_at: {
      type: "instant",
      nullable: true,
      meaning: "End of the last minute that the report speaks of; null without traffic.",
    },
    report: { type: "json", meaning: "Totals, percentiles, findings, data quality: see `lib/report/report.ts`." },
  },
});

/** One row of `analytics_reports`. */
export type AnalyticsReportRow = Row<typeof ANALYTICS_REPORTS>;
