/** The sketches of a span on their way from here to DuckDB. @module */
import { defineTable } from "../table/table.ts";

/** One row a row of `scope_counters`. */
export const SKETCHES = defineTable({
  name: "sketches",
  grain: "one row a minute and scope of a span",
  key: ["row_id"],
  time: "row_id",
  columns: {
    row_id: { type: "integer", meaning: "Number of the row in `scope_counters`." },
    latency_sketch: { type: "sketch", meaning: "As in `traffic_minutes`." },
  },
});
