/**
 * Server metrics that are polled while the dashboard is served.
 *
 * A round is kept as `deno task collect` keeps it, which the next ingest takes, and put into the warehouse at once. A warehouse that is held elsewhere gets the rows with a later round.
 *
 * @module
 */
import { dirname } from "@std/path";
import { goldFile, writeRows } from "../analysis/gold_files.ts";
import { appendRows, collectedFile } from "../collect/collected_files.ts";
import type { Endpoint } from "../collect/endpoint.ts";
import { FailureLog } from "../collect/failure_log.ts";
import { Poller } from "../collect/poll.ts";
import { makeFolder } from "../run/make_folder.ts";
import type { Log } from "../run/step.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { SERVER_METRICS, type ServerMetricRow } from "../telemetry/server_metric.ts";
import type { Through } from "../warehouse/warehouse_calls.ts";

/** What is polled, and where it goes. */
export interface LiveMetricsParts {
  readonly endpoints: readonly Endpoint[];
  /** The data folder. */
  readonly data: string;
  readonly through: Through;
  /** ms since 1970. */
  readonly clock: () => number;
  readonly log: Log;
}

/** Rows that wait for the warehouse at most; the file of the day has those before them. */
const MOST_WAITING = 10_000;

/** Polls round by round. */
export class LiveMetrics {
  readonly #parts: LiveMetricsParts;
  readonly #poller: Poller;
  readonly #failures: FailureLog;
  #newest: readonly ServerMetricRow[] = [];
  #waiting: readonly ServerMetricRow[] = [];
  #storedAt: number | null = null;

  constructor(parts: LiveMetricsParts) {
    this.#parts = parts;
    this.#poller = new Poller(parts.endpoints);
    this.#failures = new FailureLog(parts.log);
  }

  /** Moment of the newest sample in the warehouse, ms since 1970; null before the first. */
  get storedAt(): number | null {
    return this.#storedAt;
  }

  /** Figures of the newest round, by name; of what no server tells they are null. */
  figures(): Readonly<Record<string, number | null>> {
    const values = (name: "cpu_usage_percent" | "active_connections") => this.#newest.flatMap((row) => row[name] ?? []);
    const [cpu, connections] = [values("cpu_usage_percent"), values("active_connections")];
    return {
      polled_servers_count: this.#newest.length,
      polled_cpu_max_percent: cpu.length === 0 ? null : Math.max(...cpu),
      polled_connections_count: connections.length === 0 ? null : connections.reduce((sum, count) => sum + count, 0),
    };
  }

  /** Polls once; returns whether the warehouse has something new. What fails is told in the log. */
  async turn(): Promise<boolean> {
    const { data, clock, log } = this.#parts;
    const { rows, failures } = await this.#poller.poll(clock());
    this.#failures.tell(failures);
    this.#newest = rows;
    this.#waiting = [...this.#waiting, ...rows].slice(-MOST_WAITING);
    try {
      await makeFolder(dirname(collectedFile(data, clock())));
      appendRows(data, rows);
      return await this.#store();
    } catch (error) {
      log.warn("polled metrics wait for the warehouse", { error: String(error) });
      return false;
    }
  }

  async #store(): Promise<boolean> {
    const rows = this.#waiting;
    if (rows.length === 0) return false;
    using folder = new TemporaryFolder();
    await writeRows(folder.path, SERVER_METRICS, rows);
    const files = [{ table: SERVER_METRICS, path: goldFile(folder.path, SERVER_METRICS) }];
    await this.#parts.through((warehouse) => warehouse.mergeRows(files));
    this.#waiting = [];
    this.#storedAt = rows.at(-1)!.timestamp;
    return true;
  }
}
