/** Rows of views for many viewers: one read at a time of each, shared, and kept for a tick. @module */
import { join } from "@std/path";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import type { ViewRead, ViewRow } from "./page.ts";
import type { WarehouseDoor } from "./warehouse_door.ts";

/** A column of a view and how it is stored. */
export interface ReadColumn {
  readonly name: string;
  /** DuckDB's type, such as `TIMESTAMP`. */
  readonly type: string;
}

/** What a read gave. */
export interface ReadRows {
  readonly columns: readonly ReadColumn[];
  readonly rows: readonly ViewRow[];
  /** Whether newer rows are being read, which took too long to wait for. */
  readonly isOlder?: boolean;
}

/** Bounds of what is kept. */
export interface ReaderOptions {
  /** Age from which rows are read anew, ms. */
  readonly freshMs?: number;
  /** Longest wait for fresh rows where older ones are there, ms. */
  readonly patienceMs?: number;
  /** Reads that are kept. */
  readonly keptReads?: number;
}

/** Most rows of a read; more of them help nobody who looks at a page. */
export const MOST_ROWS = 100_000;

interface Kept {
  readonly readAt: number;
  /** Null until the first read is done. */
  rows: ReadRows | null;
  pending: Promise<ReadRows> | null;
}

/** Reads views through the door, each of them once for all who want it. */
export class ViewReader {
  readonly #door: WarehouseDoor;
  readonly #clock: () => number;
  readonly #options: Required<ReaderOptions>;
  readonly #kept = new Map<string, Kept>();
  #database: Promise<DuckDb> | null = null;

  constructor(door: WarehouseDoor, clock: () => number, options: ReaderOptions = {}) {
    this.#door = door;
    this.#clock = clock;
    this.#options = { freshMs: 2_000, patienceMs: 1_000, keptReads: 200, ...options };
  }

  /**
   * Reads rows: those of the last moments where somebody else has just read them, and older ones where the warehouse is held elsewhere for long.
   *
   * @param since what is read from then on is fresh, however long that took, ms since 1970; absent means the last moments
   * @throws {WarehouseError} for an unknown view, and where nothing older is known and the warehouse cannot be read
   */
  async read(read: ViewRead, since?: number): Promise<ReadRows> {
    const key = JSON.stringify(read);
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.pending === null && this.#isFresh(kept, since)) return kept.rows!;
    const isUnderWay = kept !== undefined && kept.pending !== null && kept.readAt >= (since ?? -Infinity);
    const pending = isUnderWay ? kept.pending! : this.#start(key, read, kept?.rows ?? null);
    const older = kept?.rows ?? null;
    if (older === null) return await pending;
    return await withPatience(pending, this.#options.patienceMs) ?? { ...older, isOlder: true };
  }

  #isFresh({ readAt }: Kept, since?: number): boolean {
    return since === undefined ? this.#clock() - readAt < this.#options.freshMs : readAt >= since;
  }

  #start(key: string, read: ViewRead, rows: ReadRows | null): Promise<ReadRows> {
    const kept: Kept = { readAt: this.#clock(), rows, pending: null };
    const pending = this.#door.through((warehouse) => this.#rowsOf(warehouse, read)).then(
      (fresh) => (kept.rows = fresh, fresh),
    ).finally(() => {
      kept.pending = null;
      if (kept.rows === null) this.#kept.delete(key);
    });
    kept.pending = pending;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    this.#forget();
    return pending;
  }

  /** One database in memory serves all reads: opening one takes longer than most of them. */
  async #rowsOf(warehouse: Warehouse, read: ViewRead): Promise<ReadRows> {
    this.#database ??= DuckDb.open();
    return await readRows(warehouse, await this.#database, read);
  }

  /** The reads that were started longest ago go first. */
  #forget(): void {
    for (const [key, { pending }] of this.#kept) {
      if (this.#kept.size <= this.#options.keptReads) return;
      if (pending === null) this.#kept.delete(key);
    }
  }
}

/** Waits a while for rows; null where they are late or cannot be read. */
async function withPatience(pending: Promise<ReadRows>, patienceMs: number): Promise<ReadRows | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), patienceMs);
  try {
    return await Promise.race([pending.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads the rows of a view from an open warehouse, in order of its first instant. @param database in memory, to look into what was read */
export async function readRows(
  warehouse: Warehouse,
  database: DuckDb,
  { view, limit, goesOn, sketchStepMs, isCounted, ...selection }: ViewRead,
): Promise<ReadRows> {
  if (sketchStepMs !== undefined) {
    const sums = await warehouse.sumSketches(selection, sketchStepMs);
    return { columns: SUMMED, rows: sums.map((sum) => ({ ...sum })) };
  }
  if (isCounted) return { columns: COUNTED, rows: [{ count: await warehouse.count(view, selection) }] };
  using folder = new TemporaryFolder();
  const path = join(folder.path, "rows.parquet");
  await warehouse.export(view, path, { ...selection, limit: Math.min(limit ?? MOST_ROWS, MOST_ROWS) });
  const file = quoteLiteral(path);
  const columns = await database.rows<ReadColumn>(
    `select column_name as name, column_type as type from (describe select * from ${file})`,
  );
  const time = columns.find(({ type }) => type === "TIMESTAMP")?.name;
  const where = goesOn === undefined ? "" : stillGoingOn(goesOn);
  const order = time === undefined ? "" : ` order by ${quoteIdentifier(time)}`;
  return { columns, rows: await database.rows<ViewRow>(`select * from ${file}${where}${order}`) };
}

const SUMMED: readonly ReadColumn[] = [{ name: "minute_at", type: "TIMESTAMP" }, {
  name: "latency_sketch",
  type: "MAP(SMALLINT, BIGINT)",
}];
const COUNTED: readonly ReadColumn[] = [{ name: "count", type: "BIGINT" }];

function stillGoingOn({ until, after }: NonNullable<ViewRead["goesOn"]>): string {
  const column = quoteIdentifier(until);
  return ` where ${column} is null or ${column} > epoch_ms(${Math.round(after)}::bigint)`;
}
