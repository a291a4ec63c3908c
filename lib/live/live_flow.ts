/** From lines to minutes, turn by turn: what has come is parsed, acknowledged on disk and counted. @module */
import { join } from "@std/path";
import type { Reading } from "../ingest/reading.ts";
import { finishTogether, ParquetFile } from "../parquet/parquet_file.ts";
import type { Table } from "../table/table.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import { FollowedPath } from "./followed_path.ts";
import type { LineSource } from "./line_batch.ts";
import { LiveCounters } from "./live_counters.ts";
import type { LiveMinutes } from "./live_minutes.ts";
import { LiveParser, type ParsedBatch } from "./live_parser.ts";
import type { Segment, SegmentJournal } from "./segment_journal.ts";

/** What lines go through. */
export interface LiveFlowParts {
  readonly sources: readonly LineSource[];
  readonly journal: SegmentJournal;
  readonly minutes: LiveMinutes;
  readonly reading: Reading;
  /** ms since 1970. */
  readonly clock: () => number;
}

/** The tables that a segment has files of. */
const SEGMENT_TABLES: readonly Table[] = [REQUESTS, SERVER_METRICS, REJECTS];

const MINUTE_MS = 60_000;

/** How late a line may be, ms: balancers write it when the request has ended, and often in bundles. */
const LATE_MS = 5_000;

/** Bytes of a turn from which on a source is read slower than it grows, or is being caught up with. */
const BEHIND_BYTES = 1_000_000;

/** Segments that are counted together, as after a start: as fast as one of them, and no more memory than a minute of busy traffic. */
const COUNTED_AT_ONCE = 50;

/** Takes lines from sources to minutes. */
export class LiveFlow {
  readonly counters: LiveCounters = new LiveCounters();
  readonly #parts: LiveFlowParts;
  readonly #parsers = new Map<string, LiveParser>();
  readonly #uncounted: Segment[] = [];
  readonly #keyed: Segment[] = [];
  #unwritten: ParsedBatch[] = [];
  #isBehind = false;

  constructor(parts: LiveFlowParts) {
    this.#parts = parts;
  }

  /** Counts what is acknowledged and in no state yet, as after a start. */
  async replay(): Promise<void> {
    this.#uncounted.push(...this.#parts.journal.sinceState);
    await this.#count();
  }

  /**
   * Tells up to which minute lines are taken to be there, ms since 1970: up to now, less what a line may be late, unless so many wait that they are of an earlier time.
   *
   * @param now moment of the lines that are written now
   */
  knownTo(now: number): number {
    const minuteAt = Math.floor((now - LATE_MS) / MINUTE_MS) * MINUTE_MS;
    return this.#isBehind ? Math.min(minuteAt, this.#parts.minutes.days.newestAt) : minuteAt;
  }

  /**
   * Takes what has come since the last turn. What a full disk keeps from being acknowledged or counted is so by a later turn.
   *
   * @returns how many lines became rows or rejects
   */
  async turn(): Promise<number> {
    const { sources, clock } = this.#parts;
    const batches = (await Promise.all(sources.map((source) => source.take()))).flat();
    this.#isBehind = batches.some(({ bytes }) => bytes.length >= BEHIND_BYTES);
    this.#unwritten.push(...batches.map((batch) => this.#parserOf(batch.source).parse(batch, clock())));
    if (this.#unwritten.length === 0 && this.#uncounted.length === 0) return 0;
    const parsed = this.#unwritten.length === 0 ? [] : await this.#acknowledge();
    await this.#count();
    return parsed.reduce((sum, { rows, rejects }) => sum + rows.rowCount + rejects.rowCount, 0);
  }

  /** Segments that have server metrics or rejects, since they were last asked for. */
  takeKeyed(): readonly Segment[] {
    return this.#keyed.splice(0);
  }

  async #acknowledge(): Promise<readonly ParsedBatch[]> {
    const { sources, journal, clock } = this.#parts;
    const parsed = this.#unwritten;
    const positions = sources.flatMap((source) => source instanceof FollowedPath ? source.positions : []);
    const segment = await journal.commit(positions, clock(), (folder) => writeSegment(folder, parsed));
    this.#uncounted.push(segment);
    if (parsed.some(({ table, rejects }) => table !== REQUESTS || rejects.rowCount > 0)) this.#keyed.push(segment);
    this.#unwritten = [];
    this.counters.count(parsed, clock());
    return parsed;
  }

  async #count(): Promise<void> {
    const { minutes } = this.#parts;
    while (this.#uncounted.length > 0) {
      const segments = this.#uncounted.slice(0, COUNTED_AT_ONCE);
      await minutes.add(segments.map(({ folder }) => join(folder, `${REQUESTS.name}.parquet`)));
      this.#uncounted.splice(0, segments.length);
    }
    this.counters.show(await minutes.newest());
  }

  #parserOf(source: string): LiveParser {
    const parser = this.#parsers.get(source) ?? new LiveParser(this.#parts.reading);
    this.#parsers.set(source, parser);
    return parser;
  }
}

/** Writes the rows of a segment; the folder gets its name later, so that the files belong together. */
async function writeSegment(folder: string, parsed: readonly ParsedBatch[]): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const files = new Map<Table, ParquetFile>();
  for (const table of SEGMENT_TABLES) {
    files.set(table, opened.use(await ParquetFile.create(table, join(folder, `${table.name}.parquet`))));
  }
  for (const { table, rows, rejects } of parsed) {
    await files.get(table)!.append(rows);
    await files.get(REJECTS)!.append(rejects);
  }
  await finishTogether([...files.values()]);
}
