/** The ingest: sources in, `requests`, `server_metrics` and `rejects` as Parquet out. @module */
import { maskAddresses } from "../privacy/mask_addresses.ts";
import { type RejectRow, Unreadable } from "../telemetry/reject.ts";
import { IngestFiles } from "./ingest_files.ts";
import { type LineChunk, lineChunks } from "./line_chunks.ts";
import { type RowReader, SHOWN_REJECTS } from "./parse_chunk.ts";
import { ParsePool } from "./parse_pool.ts";
import { type Opening, recognise, type Recognised } from "./parse_protocol.ts";
import type { Reading } from "./reading.ts";
import { Source } from "./source.ts";
import { sourceKey } from "./source_key.ts";
import { startingWith } from "./starting_with.ts";

const CHUNK_SIZE = 12 << 20;
const SAMPLE_LINES = 200;
const SAMPLE_BYTES = 256 << 10;

/** How sources are read. */
export interface IngestOptions extends Reading {
  /** Folder for the files; it must exist. */
  readonly folder: string;
  /** When the run began, ms since 1970. */
  readonly readAt: number;
  readonly workerCount: number;
  /** Bytes that a worker is given at a time. */
  readonly chunkSize?: number;
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
  /** The first few of the rejects. */
  readonly firstRejects: readonly RejectRow[];
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
 * @throws {Error} when a source cannot be read or a file not be written; then none of the three files has changed
 */
export async function ingestSources(names: readonly string[], options: IngestOptions): Promise<IngestReport> {
  await using files = await IngestFiles.create(options.folder);
  using pool = new ParsePool(options.workerCount);
  const sources: SourceReport[] = [];
  for (const name of names) sources.push(await ingestSource(name, pool, files, options));
  await files.finish();
  return { readAt: options.readAt, sources, ...files.counts };
}

async function ingestSource(
  name: string,
  pool: ParsePool,
  files: IngestFiles,
  options: IngestOptions,
): Promise<SourceReport> {
  const source = new Source(name);
  const chunks = lineChunks(source, options.chunkSize ?? CHUNK_SIZE);
  const first = await chunks.next();
  if (first.done) return { source: name, key: sourceKey(name, ""), ...NOTHING, damage: source.damage };

  const { opening, recognised } = open(name, first.value, options);
  const { format, layout, table, isOrdered } = recognised;
  const key = sourceKey(name, firstRecord(opening, recognised));
  const counts = { rowCount: 0, rejectCount: 0 };
  const firstRejects: RejectRow[] = [];
  for await (const parsed of pool.parseAll(startingWith(first.value, chunks), opening, isOrdered)) {
    await files.append(parsed, table);
    counts.rowCount += parsed.rows.rowCount;
    counts.rejectCount += parsed.rejects.rowCount;
    firstRejects.push(...parsed.firstRejects.slice(0, SHOWN_REJECTS - firstRejects.length));
    options.onProgress?.(files.recordCount);
  }
  return { source: name, key, format, layout, ...counts, firstRejects, damage: source.damage };
}

const NOTHING = { format: null, layout: "empty", rowCount: 0, rejectCount: 0, firstRejects: [] } as const;

function open(source: string, chunk: LineChunk, options: IngestOptions): { opening: Opening; recognised: Recognised } {
  const { formatName, read, addresses, readAt } = options;
  const opening = { source, sample: sampleOf(chunk), formatName, options: read, addresses, readAt };
  return { opening, recognised: recognise(opening) };
}

/** The first lines, without the last one where the sample may have cut it. */
function sampleOf({ bytes }: LineChunk): string[] {
  const head = new TextDecoder().decode(bytes.subarray(0, SAMPLE_BYTES));
  const lines = head.split("\n", SAMPLE_LINES + 1).map((line) => line.replace(/\r$/, "")).filter((line) => line !== "");
  return lines.length > 1 ? lines.slice(0, SAMPLE_LINES) : lines;
}

/**
 * The first line that can be read, without addresses: what is made of it tells of none, and stays the same when another level of them is chosen. Null for an export that
 * is rewritten as a whole.
 */
function firstRecord({ sample }: Opening, { reader, isRewritten }: Recognised): string | null {
  if (isRewritten) return null;
  const first = sample.find((line) => isRow(reader.read(line))) ?? "";
  return maskAddresses(first, () => null);
}

function isRow(read: ReturnType<RowReader["read"]>): boolean {
  return read !== null && !(read instanceof Unreadable);
}
