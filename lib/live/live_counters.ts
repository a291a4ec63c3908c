/** What viewers are told at once of lines that were just read. @module */
import { PERCENTILE_RATIOS } from "./percentile_ratios.ts";
import { mergeSketches, quantile } from "../traffic/latency_sketch.ts";
import type { TrafficMinuteRow } from "../traffic/traffic_minute.ts";
import type { ParsedBatch } from "./live_parser.ts";

/** Seconds over which the rate of lines is taken. */
const RATE_MS = 5_000;

const MINUTE_S = 60;

/** Counts since the start, and KPIs of the newest minutes. */
export class LiveCounters {
  #lineCount = 0;
  #rejectCount = 0;
  #recent: { readonly at: number; readonly count: number }[] = [];
  #kpis: Readonly<Record<string, number | null>> = {};

  /** Lines that were read since the start. */
  get lineCount(): number {
    return this.#lineCount;
  }

  /** Counts the lines of a turn. */
  count(parsed: readonly ParsedBatch[], now: number): void {
    for (const { rows, rejects } of parsed) {
      this.#lineCount += rows.rowCount + rejects.rowCount;
      this.#rejectCount += rejects.rowCount;
      this.#recent.push({ at: now, count: rows.rowCount });
    }
  }

  /** Takes the rows of the whole traffic in the newest minutes, the last of which is not over. */
  show(rows: readonly TrafficMinuteRow[]): void {
    if (rows.length > 0) this.#kpis = kpisOf(rows);
  }

  /** Figures by name. */
  figures(now: number): Readonly<Record<string, number | null>> {
    this.#recent = this.#recent.filter(({ at }) => at > now - RATE_MS);
    const recentCount = this.#recent.reduce((sum, { count }) => sum + count, 0);
    return {
      ...this.#kpis,
      live_lines_count: this.#lineCount,
      live_rejects_count: this.#rejectCount,
      live_requests_per_second: recentCount / (RATE_MS / 1_000),
    };
  }
}

/** KPIs as `kpis` defines them, over the newest two minutes together: a minute that has just begun says little. */
function kpisOf(rows: readonly TrafficMinuteRow[]): Readonly<Record<string, number | null>> {
  const sum = (of: (row: TrafficMinuteRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const requestCount = sum((row) => row.request_count);
  const timedCount = sum((row) => row.timed_count);
  const serverErrorCount = sum((row) => row.status_5xx_count + row.unanswered_count);
  const clientErrorCount = sum((row) => row.status_4xx_count + row.aborted_count);
  const satisfied = sum((row) => row.satisfied_count + row.tolerating_count / 2);
  const minutes = new Set(rows.map(({ minute_at }) => minute_at)).size;
  const sketch = mergeSketches(rows.map(({ latency_sketch }) => latency_sketch));
  const percentiles = PERCENTILE_RATIOS.map(([name, ratio]) => [name, quantile(sketch, ratio)]);
  return {
    requests_per_second: requestCount / (minutes * MINUTE_S),
    ...Object.fromEntries(percentiles),
    error_ratio: (serverErrorCount + clientErrorCount) / requestCount,
    server_error_ratio: serverErrorCount / requestCount,
    availability: 1 - serverErrorCount / requestCount,
    apdex: timedCount === 0 ? null : satisfied / timedCount,
  };
}
