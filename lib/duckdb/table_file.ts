/** Parquet files of any table, sketches included: what tests hand to a warehouse. @module */
import type { ColumnType, Sketch, Table } from "../table/table.ts";
import type { DuckDb, Parameter } from "./duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "./quote.ts";
import { SQL_TYPES } from "./sql_type.ts";

/** A row of a table that is known at run time only. */
export type AnyRow = Readonly<Record<string, string | number | boolean | Sketch | null>>;

/**
 * Writes rows of a table to a Parquet file, in their order.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { defineTable } from "../table/table.ts";
 * import { DuckDb } from "./duckdb.ts";
 *
 * const columns = { at: { type: "instant", meaning: "" }, name: { type: "text", meaning: "" } } as const;
 * const table = defineTable({ name: "t", grain: "", key: ["name"], time: "at", columns });
 * const path = Deno.makeTempFileSync({ suffix: ".parquet" });
 * await using database = await DuckDb.open();
 * await writeTableFile(database, path, table, [{ at: 0, name: "a" }]);
 * assertEquals(await database.rows(`from '${path}'`), [{ at: 0, name: "a" }]);
 * Deno.removeSync(path);
 * ```
 */
export async function writeTableFile(
  database: DuckDb,
  path: string,
  table: Table,
  rows: readonly AnyRow[],
): Promise<void> {
  await fillTable(database, table, rows);
  await database.run(`copy ${quoteIdentifier(table.name)} to ${quoteLiteral(path)} (format parquet)`);
  await database.run(`drop table ${quoteIdentifier(table.name)}`);
}

/** Fills a temporary table of the same name with rows, in the place of one that is there. */
export async function fillTable(database: DuckDb, table: Table, rows: readonly AnyRow[]): Promise<void> {
  const columns = Object.entries(table.columns);
  const types = columns.map(([name, { type }]) => `${quoteIdentifier(name)} ${SQL_TYPES[type]}`).join(", ");
  await database.run(`create or replace temp table ${quoteIdentifier(table.name)} (${types})`);
  const places = columns.map(([, { type }], i) => placeOf(type, i + 1)).join(", ");
  const insert = `insert into ${quoteIdentifier(table.name)} values (${places})`;
  for (const row of rows) {
    await database.run(insert, columns.map(([name, { type }]) => parameterOf(type, row[name] ?? null)));
  }
}

function placeOf(type: ColumnType, place: number): string {
  if (type === "instant") return `epoch_ms($${place}::bigint)`;
  if (type === "sketch") {
    return `map(from_json($${place}, '{"buckets": ["SMALLINT"]}').buckets, from_json($${place}, '{"counts": ["BIGINT"]}').counts)`;
  }
  return `$${place}::${SQL_TYPES[type]}`;
}

/** Reals go as text: the driver takes whole numbers for 64-bit integers, and refuses them beyond. */
function parameterOf(type: ColumnType, value: AnyRow[string]): Parameter {
  if (value === null) return null;
  if (typeof value === "object") return JSON.stringify(value);
  return type === "real" ? String(value) : value;
}
