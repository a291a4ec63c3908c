/** The `forecasts` table: what is expected of the coming week, with its interval. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row a day of making, metric, scope and window to come. Formula: `seasonal_forecast.ts`, `forecast_interval.ts`. */
export const FORECASTS = defineTable({
  name: "forecasts",
  grain: "one row a day on which it was made, window, scope kind, scope, metric and window start",
  key: ["made_at", "window", "scope_kind", "scope", "metric", "window_start_at"],
  time: "made_at",
  columns: {
    made_at: { type: "instant", meaning: "Start of the last day that the forecast knows." },
    window: { type: "text", length: 16, meaning: "hour for traffic, day for the resources of servers." },
    scope_kind: { type: "text", length: 16, meaning: "all, pool or region for traffic, server for resources." },
    scope: { type: "text", meaning: "As in `traffic_minutes`." },
    metric: {
      type: "text",
      length: 64,
      meaning:
        "requests_per_second or concurrency, means of the hour; cpu_usage_percent, active_connections or disk_usage_percent of the busiest hour of a day.",
    },
    window_start_at: { type: "instant", meaning: "Start of the window to come." },
    expected: { type: "real", meaning: "Expected value, in the metric's unit." },
    lower: { type: "real", meaning: "Lower end of the interval that 90 % of windows lie in." },
    upper: { type: "real", meaning: "Upper end of the interval that 90 % of windows lie in." },
    history_day_count: { type: "integer", meaning: "Days that it was learnt from." },
  },
});

/** One row of `forecasts`. */
export type ForecastRow = Row<typeof FORECASTS>;
