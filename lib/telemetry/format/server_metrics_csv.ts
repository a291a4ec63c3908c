/** The project's own CSV of server metrics, `server_metrics.csv`. @module */
import { type CsvColumn, CsvRows } from "../syntax/csv_rows.ts";
import type { ReadOptions } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import { SERVER_METRICS, type ServerMetricRow } from "../server_metric.ts";

/** Reads the lines of one `server_metrics.csv`. */
export interface ServerMetricReader {
  /** Reads one line without its line end; null for the header. */
  read(line: string): ServerMetricRow | Unreadable | null;
}

type ColumnName = keyof typeof SERVER_METRICS["columns"];

const COLUMNS = Object.keys(SERVER_METRICS.columns) as ColumnName[];
const METRICS = COLUMNS.filter((name) => !["timestamp", "server_id", "region"].includes(name));

/**
 * Makes a reader for a CSV whose header has `timestamp`, `server_id` and at least one metric.
 *
 * The header decides the order; `region` and metrics may be missing and are null then, more columns are ignored.
 * Moments are read as in `request_logs.csv`. Empty fields, `-` and negative numbers are null.
 *
 * @param sample the first lines of the file
 * @returns null where there is no such header
 */
export function openServerMetricsCsv(sample: readonly string[], options: ReadOptions): ServerMetricReader | null {
  const rows = CsvRows.open(sample, isHeader, options.timeZone);
  if (rows === null) return null;
  const columns = rows.columns(COLUMNS);
  return {
    read(line) {
      if (!rows.load(line)) return null;
      if (rows.fault !== null) return new Unreadable(rows.fault);
      const row = readRow(rows, columns);
      return rows.fault === null ? row : new Unreadable(rows.fault);
    },
  };
}

function readRow(rows: CsvRows, columns: Readonly<Record<ColumnName, CsvColumn>>): ServerMetricRow {
  return {
    timestamp: rows.instant(columns.timestamp),
    server_id: rows.requiredText(columns.server_id),
    region: rows.text(columns.region),
    cpu_usage_percent: rows.real(columns.cpu_usage_percent),
    memory_usage_percent: rows.real(columns.memory_usage_percent),
    disk_usage_percent: rows.real(columns.disk_usage_percent),
    network_in_mbps: rows.real(columns.network_in_mbps),
    network_out_mbps: rows.real(columns.network_out_mbps),
    active_connections: rows.integer(columns.active_connections),
    requests_per_second: rows.real(columns.requests_per_second),
    backend_health_failures: rows.integer(columns.backend_health_failures),
  };
}

function isHeader(names: readonly string[]): boolean {
  return names.includes("timestamp") && names.includes("server_id") && METRICS.some((metric) => names.includes(metric));
}
