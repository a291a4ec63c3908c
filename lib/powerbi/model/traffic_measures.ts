/** Measures of the Performance Overview, the same as the dashboard's. @module */
import { aggregate, type Expression, meanBy, ratio, times } from "./expression.ts";
import { TRAFFIC } from "./facts.ts";
import { type FORMATS, inFolder, type Measure } from "./measure.ts";
import { columnOf } from "./model_table.ts";

const HOUR_S = 3_600;
const requests = aggregate("sum", columnOf(TRAFFIC, "request_count"));
const hours = aggregate("distinct", columnOf(TRAFFIC, "window_start_at"));

/** The measures of `Traffic`. Percentiles of a span are the means of its hours' by requests, which tells change, not the exact value. */
export const TRAFFIC_MEASURES = {
  requests: measure("Requests", requests, "count", "Requests that began in the time shown."),
  requestsPerSecond: measure(
    "Requests per second",
    ratio(requests, times(hours, HOUR_S)),
    "number",
    "Throughput over the hours that have requests.",
  ),
  ...inFolder("Latency", {
    meanLatency: measure("Mean latency (ms)", byRequests("avg_duration_ms"), "number", "Mean duration of requests."),
    medianLatency: measure(
      "Median latency (ms)",
      byRequests("p50_duration_ms"),
      "number",
      "Mean of the hours' medians, each weighed by its requests.",
    ),
    p95Latency: measure(
      "p95 latency (ms)",
      byRequests("p95_duration_ms"),
      "number",
      "Mean of the hours' 95th percentiles, each weighed by its requests.",
    ),
    p99Latency: measure(
      "p99 latency (ms)",
      byRequests("p99_duration_ms"),
      "number",
      "Mean of the hours' 99th percentiles, each weighed by its requests.",
    ),
    longestRequest: measure(
      "Longest request (ms)",
      aggregate("max", columnOf(TRAFFIC, "max_duration_ms")),
      "number",
      "Longest duration of a request, exact.",
    ),
  }),
  ...inFolder("Failures", {
    errorRatio: measure(
      "Error ratio",
      byRequests("error_ratio"),
      "ratio",
      "(4xx + 5xx + unanswered + aborted) / requests.",
    ),
    serverErrorRatio: measure(
      "Server error ratio",
      byRequests("server_error_ratio"),
      "ratio",
      "(5xx + unanswered) / requests: what the service is to blame for.",
    ),
    availability: measure("Availability", byRequests("availability"), "ratio", "1 - server error ratio."),
    apdex: measure("Apdex", byRequests("apdex"), "index", "(satisfied + tolerating / 2) / timed requests."),
    retryRatio: measure(
      "Retry ratio",
      byRequests("retry_ratio"),
      "ratio",
      "(balancer retries + client retries) / requests.",
    ),
  }),
} as const;

function byRequests(column: keyof typeof TRAFFIC.columns): Expression {
  return meanBy(columnOf(TRAFFIC, column), columnOf(TRAFFIC, "request_count"));
}

function measure(name: string, expression: Expression, format: keyof typeof FORMATS, description: string): Measure {
  return { name, table: TRAFFIC, expression, format, description, isOfScope: true };
}
