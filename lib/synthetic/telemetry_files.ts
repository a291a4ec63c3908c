/** The files of a synthetic run, chunk by chunk. @module */
import { REQUEST_LOG_COLUMNS } from "../telemetry/format/request_logs_csv.ts";
import { SERVER_METRICS, type ServerMetricRow } from "../telemetry/server_metric.ts";
import { INCIDENT_TRUTHS } from "./incident.ts";
import { MINUTE_MS, type SyntheticPlan, syntheticPlan } from "./plan.ts";
import { RequestCsv } from "./request_csv.ts";
import { syntheticIncidents } from "./synthetic_incidents.ts";
import { SyntheticTraffic } from "./synthetic_traffic.ts";
import { tableCsv } from "./table_csv.ts";

/** The files, by the names of the original project, and the ground truth. */
export const TELEMETRY_FILES = ["request_logs.csv", "server_metrics.csv", "test_metrics.csv", "incidents.csv"] as const;

/** One of the files. */
export type TelemetryFile = typeof TELEMETRY_FILES[number];

/** A part of a file, to be appended to what came before. */
export interface TelemetryChunk {
  readonly file: TelemetryFile;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Rows in it, the header not counted. */
  readonly rowCount: number;
}

/** The columns of `server_metrics.csv` and `test_metrics.csv` in file order: those of the table but the region. */
export const SERVER_METRIC_COLUMNS = [
  "timestamp",
  "server_id",
  "cpu_usage_percent",
  "memory_usage_percent",
  "disk_usage_percent",
  "network_in_mbps",
  "network_out_mbps",
  "active_connections",
  "requests_per_second",
  "backend_health_failures",
] as const;

const CHUNK_BYTES = 1 << 20;

/** The validation set: each server every five minutes of the first hour, which has no incident. */
const TEST_MINUTES = 60;
const TEST_STEP_MINUTES = 5;

/**
 * Generates the files of a plan in chunks of about a megabyte, headers first, at constant memory.
 *
 * `test_metrics.csv` is the small validation set: the rows of `server_metrics.csv` of the first hour, every fifth
 * minute. A metric row's `timestamp` is the start of the minute that it sums up.
 *
 * @throws {RangeError} when the plan is out of range
 *
 * @example
 * ```ts
 * import { telemetryChunks } from "./telemetry_files.ts";
 *
 * let rows = 0;
 * for (const { file, rowCount } of telemetryChunks({ requests: 1_000 })) {
 *   if (file === "request_logs.csv") rows += rowCount;
 * }
 * rows; // 1000
 * ```
 */
export function* telemetryChunks(given: Partial<SyntheticPlan> = {}): Generator<TelemetryChunk> {
  const plan = syntheticPlan(given);
  const traffic = new SyntheticTraffic(plan);
  yield* headers();
  const truths = syntheticIncidents(plan);
  const truthColumns = Object.keys(INCIDENT_TRUTHS.columns) as (keyof typeof INCIDENT_TRUTHS.columns)[];
  yield textChunk("incidents.csv", tableCsv(INCIDENT_TRUTHS, truthColumns, truths), truths.length);
  yield* requestsAndMetrics(plan, traffic);
}

function* headers(): Generator<TelemetryChunk> {
  const line = (columns: readonly string[]) => columns.join(",") + "\n";
  yield textChunk("request_logs.csv", line(REQUEST_LOG_COLUMNS), 0);
  yield textChunk("server_metrics.csv", line(SERVER_METRIC_COLUMNS), 0);
  yield textChunk("test_metrics.csv", line(SERVER_METRIC_COLUMNS), 0);
  yield textChunk("incidents.csv", line(Object.keys(INCIDENT_TRUTHS.columns)), 0);
}

function* requestsAndMetrics(plan: SyntheticPlan, traffic: SyntheticTraffic): Generator<TelemetryChunk> {
  const csv = new RequestCsv(traffic.fleet, traffic.population);
  let rowCount = 0;
  const minutes = traffic.run((at) => csv.openMinute(at), (request) => (rowCount++, csv.write(request)));
  for (const metrics of minutes) {
    yield metricChunk("server_metrics.csv", metrics);
    if (isTestMinute((metrics[0]!.timestamp - plan.startAt) / MINUTE_MS)) {
      yield metricChunk("test_metrics.csv", metrics);
    }
    if (csv.length < CHUNK_BYTES) continue;
    yield { file: "request_logs.csv", bytes: csv.take(), rowCount };
    rowCount = 0;
  }
  yield { file: "request_logs.csv", bytes: csv.take(), rowCount };
}

function isTestMinute(minute: number): boolean {
  return minute < TEST_MINUTES && minute % TEST_STEP_MINUTES === 0;
}

function metricChunk(file: TelemetryFile, rows: readonly ServerMetricRow[]): TelemetryChunk {
  return textChunk(file, tableCsv(SERVER_METRICS, SERVER_METRIC_COLUMNS, rows), rows.length);
}

function textChunk(file: TelemetryFile, text: string, rowCount: number): TelemetryChunk {
  return { file, bytes: new TextEncoder().encode(text), rowCount };
}
