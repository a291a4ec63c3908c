/** Numbers that change while one looks: shown on every page, told to viewers at each tick, and scraped. @module */

/** What is true at a tick. */
export interface LiveTick {
  /** ms since 1970. */
  readonly at: number;
  /** Changes when a page would show other rows than before. */
  readonly version: string;
  /** Figures by name; null where nothing is known. */
  readonly figures: LiveFigures;
}

/** Figures by name, such as `requests_per_second`; units are in the names. */
export type LiveFigures = Readonly<Record<string, number | null>>;

/** What the figures mean, in the words of the scraper's help text. */
export const FIGURE_MEANINGS: Readonly<Record<string, string>> = {
  newest_minute_age_s: "Age of the newest minute that is known.",
  requests_per_second: "Requests a second in the newest whole minute.",
  p50_duration_ms: "Median duration in the newest whole minute.",
  p95_duration_ms: "95th percentile of durations in the newest whole minute.",
  p99_duration_ms: "99th percentile of durations in the newest whole minute.",
  error_ratio: "Share of requests with 4xx, 5xx or no answer in the newest whole minute.",
  server_error_ratio: "Share of requests with 5xx or no answer in the newest whole minute.",
  availability: "Share of requests that the service answered in the newest whole minute.",
  apdex: "Apdex of the newest whole minute.",
  live_lines_count: "Lines that were read live since the start.",
  live_rejects_count: "Lines among them that could not be read.",
  polled_servers_count: "Servers that the newest poll of metrics heard of.",
  polled_cpu_max_percent: "CPU of the busiest of them.",
  polled_connections_count: "Open connections of all of them.",
  live_requests_per_second: "Requests a second over the last seconds, as their lines came.",
};

/** KPIs of the newest minute that are live figures. */
export const KPI_FIGURES: readonly string[] = [
  "requests_per_second",
  "p50_duration_ms",
  "p95_duration_ms",
  "p99_duration_ms",
  "error_ratio",
  "server_error_ratio",
  "availability",
  "apdex",
];
