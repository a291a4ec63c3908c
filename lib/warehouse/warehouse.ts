/** What every engine offers. Steps, dashboard and notebooks know engines by this interface alone. @module */
import type { Parameter } from "../duckdb/duckdb.ts";
import type { Sketch, Table } from "../table/table.ts";
import type { Inspection } from "./inspection.ts";
import type { NumberSpan } from "./number_span.ts";

/** A file of rows of one table, made by an earlier step. */
export interface TableFile {
  readonly table: Table;
  /** Path of a Parquet file. */
  readonly path: string;
}

/** A span of time, ms since 1970: `from` belongs to it, `to` does not; null leaves an end open. */
export interface TimeRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** Which rows of a table or view are wanted. */
export interface Selection extends TimeRange {
  /** The first rows in order of time, this many at most; absent means all. */
  readonly limit?: number;
  /** Whether the first rows are the newest. */
  readonly isNewestFirst?: boolean;
  /** Rows that a limit passes over before the first. */
  readonly offset?: number;
  /** Texts by column: only rows that have one of them there; absent means all. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** Spans by column: only rows whose number is in all of them; absent means all. */
  readonly within?: Readonly<Record<string, NumberSpan>>;
}

/** Ages in days beyond which rows are removed. */
export interface Retention {
  /** Minutes, KPIs, findings and server metrics. */
  readonly minutesDays: number;
  /** Single requests and rejects. */
  readonly requestsDays: number;
  /** Reports, data quality and load history. */
  readonly reportsDays: number;
}

/** What a roll-up of requests is made with. */
export interface RollUpSettings {
  /** Duration up to which a request satisfies (apdex T), ms. */
  readonly apdexMs: number;
  /** Routes kept a day; the others count as `(other)`. */
  readonly routeLimit: number;
}

/** What the requests of a day were rolled up to: Parquet files, valid until the next day's are made. */
export interface RolledUpDay {
  /** Rows of `traffic_minutes`. */
  readonly minutes: string;
  /** Requests by minute, pool, server and region. */
  readonly serverMinutes: string;
  /** Files of rows of `requests`: at least those that failed, and those of the same clients for the same things; what is not of these minutes does not count. */
  readonly retryRequests: readonly string[];
}

/** A sum of latency sketches. */
export interface SketchSum {
  /** Beginning of the step, ms since 1970. */
  readonly minute_at: number;
  readonly latency_sketch: Sketch;
}

/** The tables that answers live in. */
export interface Warehouse extends AsyncDisposable {
  /** Where it is, for people; without secrets. */
  readonly location: string;

  /**
   * Creates what is missing of tables and views; reads only where nothing is.
   *
   * @throws {WarehouseError} when a newer version of the project has made them
   */
  migrate(): Promise<void>;

  /** Tells its state without changing anything, also before it has tables. */
  inspect(): Promise<Inspection>;

  /**
   * Replaces all rows of some UTC days, one transaction a day.
   *
   * @param days starts of days, ms since 1970
   */
  replaceDays(days: readonly number[], files: readonly TableFile[]): Promise<void>;

  /** Puts rows in the place of those that have the same key. */
  mergeRows(files: readonly TableFile[]): Promise<void>;

  /**
   * Keeps single requests, in the place of those of the same days and sources.
   *
   * @param path Parquet file of requests
   * @param keyOfSource what stays the same about a source when its file grows, is rotated or compressed; usable as the name of a file
   */
  storeRequests(path: string, keyOfSource: ReadonlyMap<string, string>): Promise<void>;

  /** Names the Parquet files of single requests that are kept of a day, but for those of some sources. */
  requestFiles(day: number, exceptKeys: ReadonlySet<string>): Promise<readonly string[]>;

  /** Rolls up the single requests of a day where they are kept, so that none has to leave; null where the engine has its caller do so. */
  rollUp(day: number, settings: RollUpSettings): Promise<RolledUpDay | null>;

  /** Replaces all rows of some sources. */
  replaceSources(sources: readonly string[], file: TableFile): Promise<void>;

  /**
   * Removes rows that are past their retention.
   *
   * @param now ms since 1970
   * @param keptDays starts of days that stay whatever their age
   * @returns removed rows by table
   */
  applyRetention(retention: Retention, now: number, keptDays: readonly number[]): Promise<Record<string, number>>;

  /** Runs a query over tables and views. */
  query<R>(sql: string, parameters?: readonly Parameter[]): Promise<R[]>;

  /**
   * Writes the rows of a table or view to a file, chosen by its ending: `.csv`, `.parquet` or `.json`.
   *
   * @returns how many rows were written
   */
  export(view: string, path: string, selection: Selection): Promise<number>;

  /**
   * Adds up the latency sketches of `traffic_minutes` that are selected, by steps of time that begin at the epoch.
   *
   * @param stepMs whole minutes, ms
   * @returns one sum a step that has minutes, in order of time
   */
  sumSketches(selection: Selection, stepMs: number): Promise<readonly SketchSum[]>;

  /** Counts the rows of a table or view that are selected, however many a limit would leave. */
  count(view: string, selection: Selection): Promise<number>;
}

/** What a statement that failed is known by. */
export interface FailedStatement {
  /** The engine's dialect. */
  readonly dialect: string;
  /** The beginning of the statement, without values that are secret. */
  readonly statement: string;
  /** The engine's or the network's code of the failure; null where it gave none. */
  readonly code: string | null;
}

/** A warehouse that cannot do what was asked, with what to do about it in its message. */
export class WarehouseError extends Error {
  override readonly name = "WarehouseError";
  /** The statement that failed; null where none was run. */
  readonly failed: FailedStatement | null;

  constructor(message: string, options: ErrorOptions & { readonly failed?: FailedStatement } = {}) {
    super(message, options);
    this.failed = options.failed ?? null;
  }
}
