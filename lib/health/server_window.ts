/** What is known of a server in five minutes, before it is judged. @module */

/** Sums and means of one window and server; null where nobody told. */
export interface ServerWindow {
  /** Start of the window, ms since 1970. */
  readonly at: number;
  readonly server_id: string;
  readonly request_count: number;
  readonly server_error_count: number;
  readonly concurrency: number | null;
  readonly p95_duration_ms: number | null;
  readonly tail_ratio: number | null;
  readonly queue_ratio: number | null;
  /** Minutes with a sample of `server_metrics`. */
  readonly sample_count: number;
  readonly cpu_usage_percent: number | null;
  readonly memory_usage_percent: number | null;
  readonly disk_usage_percent: number | null;
  readonly network_in_mbps: number | null;
  readonly network_out_mbps: number | null;
  readonly active_connections: number | null;
  readonly health_failure_count: number | null;
  /** Minutes of the window with a failed check, a bit each from the first on; 0 where nobody told. */
  readonly failed_minutes: number;
  /** Minutes in which checks were reported. */
  readonly checked_count: number;
}

/** Makes the window of a server that nothing is known of. */
export function emptyWindow(server_id: string, at: number): ServerWindow {
  return {
    at,
    server_id,
    request_count: 0,
    server_error_count: 0,
    concurrency: null,
    p95_duration_ms: null,
    tail_ratio: null,
    queue_ratio: null,
    sample_count: 0,
    cpu_usage_percent: null,
    memory_usage_percent: null,
    disk_usage_percent: null,
    network_in_mbps: null,
    network_out_mbps: null,
    active_connections: null,
    health_failure_count: null,
    failed_minutes: 0,
    checked_count: 0,
  };
}
