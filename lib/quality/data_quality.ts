/** The `data_quality` table: whether the telemetry of a run can be trusted. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row a run and check. */
export const DATA_QUALITY = defineTable({
  name: "data_quality",
  grain: "one row a run and check",
  key: ["run_id", "check_name"],
  time: "checked_at",
  columns: {
    run_id: { type: "text", meaning: "The run." },
    check_name: { type: "text", meaning: "What was checked." },
    checked_at: { type: "instant", meaning: "When the run began." },
    observed: { type: "real", nullable: true, meaning: "The figure; null where there was nothing to check." },
    limit_value: {
      type: "real",
      nullable: true,
      meaning: "Highest figure that passes; null for a figure that is only stated.",
    },
    is_passed: { type: "boolean", meaning: "Whether the figure is within its limit." },
    meaning: { type: "text", meaning: "What the figure says, with its unit." },
  },
});

/** One row of `data_quality`. */
export type DataQualityRow = Row<typeof DATA_QUALITY>;
