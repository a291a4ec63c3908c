/** The `kpis` table: the answers of a minute, an hour and a day, for every scope. @module */
import { defineTable, type Row } from "../table/table.ts";

/** The windows for which KPIs are kept; any other range is a sum of minutes. */
const KPI_WINDOWS = ["minute", "hour", "day"] as const;

/** One of the windows for which KPIs are kept. */
export type KpiWindow = typeof KPI_WINDOWS[number];

/** One row a window, scope kind and scope. The formulas are computed by `sql/transforms/kpis.duckdb.sql`. */
export const KPIS = defineTable({
  name: "kpis",
  grain: "one row a window start, window, scope kind and scope",
  key: ["window_start_at", "window", "scope_kind", "scope"],
  time: "window_start_at",
  columns: {
    window_start_at: { type: "instant", meaning: "Start of the window." },
    window: { type: "text", length: 16, meaning: `One of ${KPI_WINDOWS.join(", ")}.` },
    scope_kind: { type: "text", length: 16, meaning: "As in `traffic_minutes`." },
    scope: { type: "text", meaning: "As in `traffic_minutes`." },
    request_count: { type: "integer", meaning: "Requests that began in the window." },
    requests_per_second: { type: "real", unit: "1/s", meaning: "Throughput: requests / seconds of the window." },
    avg_duration_ms: { type: "real", nullable: true, meaning: "Mean duration; null where no request has one." },
    p50_duration_ms: { type: "real", nullable: true, meaning: "Median duration, within 1 %." },
    p90_duration_ms: { type: "real", nullable: true, meaning: "90 % of durations are at most this, within 1 %." },
    p95_duration_ms: { type: "real", nullable: true, meaning: "95 % of durations are at most this, within 1 %." },
    p99_duration_ms: { type: "real", nullable: true, meaning: "99 % of durations are at most this, within 1 %." },
    max_duration_ms: { type: "real", nullable: true, meaning: "Longest duration, exact." },
    error_ratio: { type: "real", unit: "0..1", meaning: "(4xx + 5xx + unanswered + aborted) / requests." },
    server_error_ratio: {
      type: "real",
      unit: "0..1",
      meaning: "(5xx + unanswered) / requests: what the service is to blame for.",
    },
    retry_ratio: { type: "real", unit: "0..1 and above", meaning: "(balancer retries + client retries) / requests." },
    amplification: {
      type: "real",
      unit: "1 and above",
      nullable: true,
      meaning: "Attempts / original requests = (requests + balancer retries) / (requests - client retries).",
    },
    apdex: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "(satisfied + tolerating / 2) / timed requests; null where no request has a duration.",
    },
    availability: { type: "real", unit: "0..1", meaning: "1 - server_error_ratio." },
    bytes_per_second: { type: "real", unit: "B/s", meaning: "Bytes sent / seconds of the window." },
    concurrency: {
      type: "real",
      unit: "requests",
      nullable: true,
      meaning:
        "Mean number of requests in flight by Little's law: sum of durations / window; null where no request has a duration.",
    },
  },
});

/** One row of `kpis`. */
export type KpiRow = Row<typeof KPIS>;
