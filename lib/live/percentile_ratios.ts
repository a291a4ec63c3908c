/** The percentiles that viewers are told. @module */

/** Names of KPIs and the share that each is the quantile of. */
export const PERCENTILE_RATIOS: readonly (readonly [string, number])[] = [
  ["p50_duration_ms", 0.5],
  ["p95_duration_ms", 0.95],
  ["p99_duration_ms", 0.99],
];
