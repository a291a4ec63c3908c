/** What an ingest writes: `requests.parquet`, `server_metrics.parquet` and `rejects.parquet`. @module */
import { join } from "@std/path";
import { finishTogether, ParquetFile } from "../parquet/parquet_file.ts";
import type { Table } from "../table/table.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import type { ParsedChunk } from "./parse_chunk.ts";

/** Rows written so far. */
export interface IngestCounts {
  requestCount: number;
  serverMetricCount: number;
  rejectCount: number;
}

/** The three files of an ingest; they appear together or not at all. */
export class IngestFiles implements AsyncDisposable {
  readonly #requests: ParquetFile;
  readonly #serverMetrics: ParquetFile;
  readonly #rejects: ParquetFile;
  readonly counts: IngestCounts = { requestCount: 0, serverMetricCount: 0, rejectCount: 0 };

  private constructor(requests: ParquetFile, serverMetrics: ParquetFile, rejects: ParquetFile) {
    this.#requests = requests;
    this.#serverMetrics = serverMetrics;
    this.#rejects = rejects;
  }

  /** Starts the files in a folder, which must exist. */
  static async create(folder: string): Promise<IngestFiles> {
    await using created = new AsyncDisposableStack();
    const create = async (table: Table) =>
      created.use(await ParquetFile.create(table, join(folder, `${table.name}.parquet`)));
    const files = new IngestFiles(await create(REQUESTS), await create(SERVER_METRICS), await create(REJECTS));
    created.move();
    return files;
  }

  /** Rows of all three files. */
  get recordCount(): number {
    const { requestCount, serverMetricCount, rejectCount } = this.counts;
    return requestCount + serverMetricCount + rejectCount;
  }

  /** Appends what the lines of a chunk became: rows of `table`, and rejects. */
  async append({ rows, rejects }: ParsedChunk, table: Table): Promise<void> {
    const isServerMetrics = table === SERVER_METRICS;
    await (isServerMetrics ? this.#serverMetrics : this.#requests).append(rows);
    await this.#rejects.append(rejects);
    this.counts[isServerMetrics ? "serverMetricCount" : "requestCount"] += rows.rowCount;
    this.counts.rejectCount += rejects.rowCount;
  }

  /** Gives the files their names. */
  async finish(): Promise<void> {
    await finishTogether([this.#requests, this.#serverMetrics, this.#rejects]);
  }

  /** Removes what is not finished. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of [this.#requests, this.#serverMetrics, this.#rejects]) await file[Symbol.asyncDispose]();
  }
}
