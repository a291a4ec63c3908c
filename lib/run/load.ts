/** The `loads` table: which step ran when, and what it did. @module */
import { defineTable, type Row } from "../table/table.ts";
import type { StepReport } from "./step.ts";

/** One row a run and step. */
export const LOADS = defineTable({
  name: "loads",
  grain: "one row a run and step",
  key: ["run_id", "step"],
  time: "started_at",
  columns: {
    run_id: { type: "text", length: 64, meaning: "The run; steps of one pipeline share it." },
    step: { type: "text", length: 32, meaning: "Name of the step, which is the name of its task." },
    started_at: { type: "instant", meaning: "When the step began." },
    duration_ms: { type: "integer", meaning: "How long it took." },
    rows_in: { type: "integer", meaning: "Rows, or lines that are records, that it read." },
    rows_out: { type: "integer", meaning: "Rows that it made." },
    rejected_count: { type: "integer", meaning: "Lines that it could not read." },
  },
});

/** One row of `loads`. */
export type LoadRow = Row<typeof LOADS>;

/** Makes the row of a step's report. */
export function loadRow(runId: string, report: StepReport): LoadRow {
  return {
    run_id: runId,
    step: report.step,
    started_at: report.startedAt,
    duration_ms: report.ms,
    rows_in: report.rowsIn,
    rows_out: report.rowsOut,
    rejected_count: report.rejected,
  };
}
