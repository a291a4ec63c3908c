/**
 * The project's own CSV of requests, `request_logs.csv`. The header decides the order of the columns, more columns are
 * ignored, and all but the moment may be missing.
 *
 * @module
 */
import { type CsvColumn, CsvRows } from "../syntax/csv_rows.ts";
import type { LineReader, LogFormat, ReadOptions } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";

/** The columns of `request_logs.csv` in their order, under the names of the original project. */
export const REQUEST_LOG_COLUMNS = [
  "timestamp",
  "server_id",
  "region",
  "request_method",
  "status_code",
  "response_time_ms",
  "retry_rate",
  "bytes_sent",
  "client_ip",
  "user_agent",
] as const;

type ColumnName = typeof REQUEST_LOG_COLUMNS[number];

/**
 * `request_logs.csv`: a header with `timestamp` and `status_code` or `response_time_ms`, then a row a request.
 *
 * `timestamp` is the start: ISO 8601, in the operator's zone where it has none, or a count of s or ms since 1970. Empty
 * fields and `-` are null, and so are negative numbers. A field that spans lines cannot be read.
 */
export const REQUEST_LOGS_CSV: LogFormat = {
  name: "request_logs_csv",
  describe: `CSV with the header ${REQUEST_LOG_COLUMNS.join(",")}`,
  isRewritten: true,
  open(sample: readonly string[], options: ReadOptions): LineReader | null {
    const rows = CsvRows.open(sample, isHeader, options.timeZone);
    return rows === null ? null : new RequestLogReader(rows);
  },
};

class RequestLogReader implements LineReader {
  readonly layout: string;
  readonly #rows: CsvRows;
  readonly #columns: Readonly<Record<ColumnName, CsvColumn>>;

  constructor(rows: CsvRows) {
    this.layout = rows.names.join(",");
    this.#rows = rows;
    this.#columns = rows.columns(REQUEST_LOG_COLUMNS);
  }

  read(line: string): ParsedRequest | Unreadable | null {
    const rows = this.#rows;
    if (!rows.load(line)) return null;
    if (rows.fault !== null) return new Unreadable(rows.fault);
    const request = this.#request();
    if (rows.fault !== null) return new Unreadable(rows.fault);
    return request.status_code !== null && request.status_code > 999
      ? new Unreadable('column "status_code" holds no status')
      : request;
  }

  #request(): ParsedRequest {
    const rows = this.#rows;
    const columns = this.#columns;
    const status = rows.integer(columns.status_code);
    return {
      requested_at: rows.instant(columns.timestamp),
      balancer: null,
      pool: null,
      server_id: rows.text(columns.server_id),
      region: rows.text(columns.region),
      method: rows.text(columns.request_method),
      path: null,
      status_code: status !== null && status < 100 ? null : status,
      duration_ms: rows.real(columns.response_time_ms),
      queue_ms: null,
      connect_ms: null,
      upstream_ms: null,
      attempt_count: null,
      is_redispatched: null,
      request_bytes: null,
      response_bytes: rows.integer(columns.bytes_sent),
      client_ip: rows.text(columns.client_ip),
      user_agent: rows.text(columns.user_agent),
      protocol: null,
      tls_version: null,
      termination: null,
      request_id: null,
      retry_rate: rows.real(columns.retry_rate),
    };
  }
}

function isHeader(names: readonly string[]): boolean {
  return names.includes("timestamp") && (names.includes("status_code") || names.includes("response_time_ms"));
}
