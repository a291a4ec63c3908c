/** Rolls durations up to sketches of minutes and percentiles of windows: DuckDB groups the requests, the sorting and counting is done here. @module */
import { join } from "@std/path";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { PERCENTILES } from "../kpi/percentiles.ts";
import { ScopeWindows } from "../kpi/window_percentiles.ts";
import { ParquetFile } from "../parquet/parquet_file.ts";
import { RowGroupBuilder } from "../parquet/row_group.ts";
import { packedBuckets, SketchRows } from "../traffic/sketch_rows.ts";
import { SKETCHES } from "../traffic/sketches.ts";

/** Rows that are written at once. */
const GROUP_ROWS = 16_384;

/** The rows of one scope in a span, in order of time. */
interface ScopeRows {
  readonly scope_kind: string;
  readonly scope: string;
  readonly first_row: number;
  readonly row_count: number;
}

/** Starts of minutes, scope kinds, scopes, and the buckets and counts of sketches. */
type MinuteColumns = [number[], string[], string[], number[][], number[][]];

/** The latencies of one day, span after span; disposing of it removes its files. */
export class LatencyRollUp implements AsyncDisposable {
  readonly #database: DuckDb;
  readonly #folder: string;
  readonly #files = new Set<string>();
  readonly #windows = new Map<string, ScopeWindows>();
  readonly #percentiles = new RowGroupBuilder(PERCENTILES);

  /** @param folder where it may put files for DuckDB to read */
  constructor(database: DuckDb, folder: string) {
    this.#database = database;
    this.#folder = folder;
  }

  /** Reads the views of a span and makes the view `sketches`: a sketch for each row of `scope_counters`. */
  async addSpan(): Promise<void> {
    const minutes = await this.#minutes();
    const rows = await this.#sketchRows(minutes.length);
    for (const scopeRows of await this.#database.rows<ScopeRows>("from scope_rows")) {
      const windows = this.#windowsOf(scopeRows);
      const end = scopeRows.first_row + scopeRows.row_count;
      for (let row = scopeRows.first_row; row < end; row++) windows.addMinute(minutes[row]!, rows.sketchOf(row));
    }
    const path = this.#newFile("sketches");
    await writeSketches(path, rows, minutes.length);
    await this.#database.run(`create or replace temp view sketches as from ${quoteLiteral(path)}`);
    await this.#removeFiles(path);
  }

  /** Reads rows of `traffic_minutes` that were made elsewhere, from the view of that name. */
  async addMinutes(): Promise<void> {
    const rows = this.#database.columns(`
      select epoch_ms(minute_at)::double, scope_kind, scope, map_keys(latency_sketch), map_values(latency_sketch)
      from traffic_minutes
      order by scope_kind, scope, minute_at
    `);
    for await (const [minutes, kinds, scopes, buckets, counts] of rows as AsyncIterable<MinuteColumns>) {
      for (const [i, minuteAt] of minutes.entries()) {
        const sketch = { buckets: Int16Array.from(buckets[i]!), counts: Float64Array.from(counts[i]!) };
        this.#windowsOf({ scope_kind: kinds[i]!, scope: scopes[i]! }).addMinute(minuteAt, sketch);
      }
    }
  }

  /** Ends the day and makes the view `percentiles`. */
  async finish(): Promise<void> {
    for (const windows of this.#windows.values()) windows.finish();
    const path = this.#newFile("percentiles");
    await using file = await ParquetFile.create(PERCENTILES, path);
    await file.append(this.#percentiles.finish());
    await file.finish();
    await this.#database.run(`create or replace temp view percentiles as from ${quoteLiteral(path)}`);
  }

  /** Removes the files. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#removeFiles(null);
  }

  /** Names a file as none was before: what DuckDB remembers of a path may be what the path was written over. */
  #newFile(name: string): string {
    const path = join(this.#folder, `${name}_${crypto.randomUUID()}.parquet`);
    this.#files.add(path);
    return path;
  }

  async #removeFiles(kept: string | null): Promise<void> {
    for (const path of this.#files) {
      if (path === kept) continue;
      this.#files.delete(path);
      await Deno.remove(path).catch(() => {});
    }
  }

  /** Starts of the rows' minutes, ms since 1970. */
  async #minutes(): Promise<Float64Array> {
    const { count } = await this.#database.row<{ count: number }>("select count(*) as count from scope_counters");
    const minutes = new Float64Array(count);
    await this.#database.numbers("select epoch_ms(minute_at)::double from scope_counters order by row_id", minutes);
    return minutes;
  }

  async #sketchRows(rowCount: number): Promise<SketchRows> {
    const { count } = await this.#database.row<{ count: number }>(
      "select coalesce(sum(timed_count), 0)::bigint as count from scope_counters",
    );
    const packed = packedBuckets(count, rowCount);
    const type = packed instanceof Uint32Array ? "uinteger" : "double";
    await this.#database.numbers(`select packed::${type} from packed_buckets`, packed);
    return new SketchRows(packed, rowCount);
  }

  #windowsOf({ scope_kind, scope }: Pick<ScopeRows, "scope_kind" | "scope">): ScopeWindows {
    const key = `${scope_kind} ${scope}`;
    const known = this.#windows.get(key);
    if (known !== undefined) return known;
    const windows = new ScopeWindows(scope_kind, scope, (row) => this.#percentiles.append(row));
    this.#windows.set(key, windows);
    return windows;
  }
}

async function writeSketches(path: string, rows: SketchRows, rowCount: number): Promise<void> {
  await using file = await ParquetFile.create(SKETCHES, path);
  const builder = new RowGroupBuilder(SKETCHES);
  for (let row = 0; row < rowCount; row++) {
    builder.append({ row_id: row, latency_sketch: rows.sketchOf(row) });
    if (builder.rowCount === GROUP_ROWS) await file.append(builder.finish());
  }
  await file.append(builder.finish());
  await file.finish();
}
