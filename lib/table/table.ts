/**
 * A table is described once, as a list of columns. Row types, Parquet files, DDL checks and the data reference all
 * derive from that list, so that a renamed column is a compile error and not a surprise in a report.
 *
 * @module
 */

/** How a column is stored. `instant` is milliseconds since 1970 in UTC, `json` is text that holds JSON. */
export type ColumnType = "instant" | "text" | "integer" | "real" | "boolean" | "json" | "sketch";

/** One column: how it is stored, whether it may be null, and what it means. */
export interface Column {
  readonly type: ColumnType;
  /** Absent means that every row has a value. */
  readonly nullable?: true;
  /** Longest text in characters, where we write it; absent where others do, who keep to no length. */
  readonly length?: number;
  /** The unit, unless the name's suffix already tells it. */
  readonly unit?: string;
  /** What a reader of the table must know, in one sentence. */
  readonly meaning: string;
}

/** A table of the contract between steps, engines, BI tools and notebooks. */
export interface Table {
  readonly name: string;
  /** What one row stands for. */
  readonly grain: string;
  /** The columns that together name a row. */
  readonly key: readonly string[];
  /** The instant that says which UTC day a row belongs to; days are what is loaded, replaced and retained. */
  readonly time: string;
  readonly columns: Readonly<Record<string, Column>>;
}

/** A latency histogram as two parallel lists: bucket numbers in ascending order and how many durations each holds. */
export interface Sketch {
  readonly buckets: readonly number[];
  readonly counts: readonly number[];
}

interface Stored {
  instant: number;
  text: string;
  integer: number;
  real: number;
  boolean: boolean;
  json: string;
  sketch: Sketch;
}

type Value<C extends Column> = C extends { readonly nullable: true } ? Stored[C["type"]] | null : Stored[C["type"]];

/** The row type of a table. */
export type Row<T extends Table> = { readonly [K in keyof T["columns"]]: Value<T["columns"][K]> };

/**
 * Declares a table and checks that its key and time are columns of it.
 *
 * @throws {TypeError} when the key or the time names no column
 */
export function defineTable<const T extends Table>(table: T): T {
  for (const name of [...table.key, table.time]) {
    if (!(name in table.columns)) {
      throw new TypeError(`Cannot define table "${table.name}": "${name}" is not one of its columns`);
    }
  }
  return table;
}
