/** The ingest: sources in, `requests`, `server_metrics` and `rejects` as Parquet out. @module */
import { join } from "@std/path";
import { ParquetFile } from "../parquet/parquet_file.ts";
import type { ReadOptions } from "../telemetry/log_format.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import { type LineChunk, lineChunks } from "./line_chunks.ts";
import { type ParsedChunk } from "./parse_chunk.ts";
import { ParsePool } from "./parse_pool.ts";
import { type Opening, recognise, type Recognised } from "./parse_protocol.ts";
import { DamagedSourceError, readSource } from "./source.ts";
import { sourceKey } from "./source_key.ts";

const CHUNK_SIZE = 12 << 20;
const SAMPLE_LINES = 200;
const SAMPLE_BYTES = 256 << 10;
const CHUNKS_UNDER_WAY = 2;

/** How sources are read. */
export interface IngestOptions {
  /** Name of a format, or `auto`. */
  readonly formatName: string;
  readonly read: ReadOptions;
  /** Folder for the files; it must exist. */
  readonly folder: string;
  /** When the run began, ms since 1970. */
  readonly readAt: number;
  readonly workerCount: number;
  /** Called after each chunk, with the records so far. */
  readonly onProgress?: (recordCount: number) => void;
}

/** What became of one source. */
export interface SourceReport {
  readonly source: string;
  /** What stays the same when the file grows, is rotated or compressed. */
  readonly key: string;
  /** Name of the format; null where none fits. */
  readonly format: string | null;
  readonly layout: string;
  readonly rowCount: number;
  readonly rejectCount: number;
  /** Why the rest of the source could not be read; null where all of it was. */
  readonly damage: string | null;
}

/** What became of all sources. */
export interface IngestReport {
  /** When the run began, ms since 1970. */
  readonly readAt: number;
  readonly sources: readonly SourceReport[];
  readonly requestCount: number;
  readonly serverMetricCount: number;
  readonly rejectCount: number;
}

/**
 * Reads sources into `requests.parquet`, `server_metrics.parquet` and `rejects.parquet`, in the order of sources and lines.
 *
 * @throws when a source cannot be opened or a file not be written; then none of the three files has changed
 */
export async function ingestSources(names: readonly string[], options: IngestOptions): Promise<IngestReport> {
  const files = await OutputFiles.create(options.folder);
  try {
    using pool = new ParsePool(options.workerCount);
    const sources: SourceReport[] = [];
    for (const name of names) sources.push(await ingestSource(name, pool, files, options));
    await files.finish();
    return { readAt: options.readAt, sources, ...files.counts };
  } catch (error) {
    await files.abandon();
    throw error;
  }
}

async function ingestSource(
  name: string,
  pool: ParsePool,
  files: OutputFiles,
  options: IngestOptions,
): Promise<SourceReport> {
  const stream = new DamageTolerantStream(readSource(name));
  const underWay: Promise<ParsedChunk>[] = [];
  let opened: Opened | null = null;
  const before = files.counts;
  for await (const chunk of lineChunks(stream, CHUNK_SIZE)) {
    opened ??= open(name, chunk, options);
    underWay.push(pool.parse({ opening: opened.opening, chunk }, opened.recognised.isOrdered));
    if (underWay.length >= CHUNKS_UNDER_WAY * pool.size) await write(underWay.shift()!);
  }
  for (const parsed of underWay) await write(parsed);
  const rejectCount = files.counts.rejectCount - before.rejectCount;
  const rowCount = files.recordCount - recordCountOf(before) - rejectCount;
  const { format, layout } = opened?.recognised ?? { format: null, layout: "empty" };
  const key = sourceKey(name, opened === null ? "" : firstRecord(opened));
  return { source: name, key, format, layout, rowCount, rejectCount, damage: stream.damage };

  async function write(parsed: Promise<ParsedChunk>): Promise<void> {
    await files.append(await parsed, opened!.recognised.table === SERVER_METRICS);
    options.onProgress?.(files.recordCount);
  }
}

interface Opened {
  readonly opening: Opening;
  readonly recognised: Recognised;
}

/** The first line that is a record; null for an export that is rewritten as a whole. */
function firstRecord({ opening: { sample }, recognised }: Opened): string | null {
  if (recognised.isRewritten) return null;
  return sample.find((line) => recognised.reader.read(line) !== null) ?? "";
}

function open(source: string, chunk: LineChunk, options: IngestOptions): Opened {
  const head = new TextDecoder().decode(chunk.bytes.subarray(0, SAMPLE_BYTES));
  const lines = head.split("\n", SAMPLE_LINES + 1).map((line) => line.replace(/\r$/, "")).filter((line) => line !== "");
  const sample = lines.length > 1 ? lines.slice(0, SAMPLE_LINES) : lines;
  const { formatName, read, readAt } = options;
  const opening = { source, sample, formatName, options: read, readAt };
  return { opening, recognised: recognise(opening) };
}

/** The stream of a source that ends where its data are damaged, so that what was read before is kept. */
class DamageTolerantStream implements AsyncIterable<Uint8Array> {
  readonly #pieces: AsyncIterable<Uint8Array>;
  /** Why the stream ended early; null where it did not. */
  damage: string | null = null;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#pieces;
    } catch (error) {
      if (!(error instanceof DamagedSourceError)) throw error;
      this.damage = error.message;
    }
  }
}

type Counts = Omit<IngestReport, "sources" | "readAt">;

const recordCountOf = (counts: Counts) => counts.requestCount + counts.serverMetricCount + counts.rejectCount;

/** The three files of an ingest; they appear together or not at all. */
class OutputFiles {
  counts: Counts = { requestCount: 0, serverMetricCount: 0, rejectCount: 0 };

  private constructor(
    readonly requests: ParquetFile,
    readonly serverMetrics: ParquetFile,
    readonly rejects: ParquetFile,
  ) {}

  static async create(folder: string): Promise<OutputFiles> {
    return new OutputFiles(
      await ParquetFile.create(REQUESTS, join(folder, "requests.parquet")),
      await ParquetFile.create(SERVER_METRICS, join(folder, "server_metrics.parquet")),
      await ParquetFile.create(REJECTS, join(folder, "rejects.parquet")),
    );
  }

  get recordCount(): number {
    return recordCountOf(this.counts);
  }

  async append({ rows, rejects }: ParsedChunk, isServerMetrics: boolean): Promise<void> {
    await (isServerMetrics ? this.serverMetrics : this.requests).append(rows);
    await this.rejects.append(rejects);
    const { requestCount, serverMetricCount, rejectCount } = this.counts;
    this.counts = {
      requestCount: requestCount + (isServerMetrics ? 0 : rows.rowCount),
      serverMetricCount: serverMetricCount + (isServerMetrics ? rows.rowCount : 0),
      rejectCount: rejectCount + rejects.rowCount,
    };
  }

  async finish(): Promise<void> {
    for (const file of this.#all) await file.finish();
  }

  async abandon(): Promise<void> {
    for (const file of this.#all) await file.abandon();
  }

  get #all(): ParquetFile[] {
    return [this.requests, this.serverMetrics, this.rejects];
  }
}
