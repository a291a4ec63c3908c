/** The `data_quality` table: whether the telemetry of a run can be trusted. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row a run and check. */
export const DATA_QUALITY = defineTable({
  name: "data_quality",
  grain: "one row a run and check",
  key: ["run_id", "check_name"],
  time: "checked_at",
  columns: {
    run_id: { type: "text", length: 64, meaning: "The run." },
    check_name: { type: "text", length: 64, meaning: "What was checked." },
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

/** What a check found: the figure, its limit and its meaning. */
export type QualityFigure = Pick<DataQualityRow, "check_name" | "observed" | "limit_value" | "meaning">;

/**
 * Judges a figure: it passes up to its limit, and where there is no figure or no limit.
 *
 * @param checkedAt ms since 1970
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const figure = { check_name: "unparsed_ratio", observed: 0.02, limit_value: 0.5, meaning: "" };
 * assertEquals(judgeFigure(figure, "run", 0).is_passed, true);
 * assertEquals(judgeFigure({ ...figure, observed: 0.6 }, "run", 0).is_passed, false);
 * ```
 */
export function judgeFigure(figure: QualityFigure, runId: string, checkedAt: number): DataQualityRow {
  const { observed, limit_value } = figure;
  const is_passed = observed === null || limit_value === null || observed <= limit_value;
  return { ...figure, run_id: runId, checked_at: checkedAt, is_passed };
}
