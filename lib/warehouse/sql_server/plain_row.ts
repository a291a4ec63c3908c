/** Rows as the driver gives them, as the plain values that rows are made of. @module */
// @ts-types="@types/mssql"
import type mssql from "mssql";
import type { PlainValue } from "../../duckdb/plain_value.ts";

/** What is known of a column. */
type ColumnTypes = Readonly<Record<string, { readonly type?: unknown }>>;

/** Name of the columns that hold sketches, whichever table or view they stand in. */
const SKETCH = "latency_sketch";

/**
 * Makes the function that turns rows into plain ones: dates into ms since 1970, 64-bit integers into numbers, sketches into two lists.
 *
 * @param columns as the driver describes them
 */
export function plainReader(columns: ColumnTypes | mssql.IColumnMetadata): (row: object) => Record<string, PlainValue> {
  const isWhole = new Set(
    Object.entries(columns as ColumnTypes).filter(([, { type }]) => isBigInt(type)).map(([n]) => n),
  );
  const plain = (name: string, value: unknown): PlainValue => {
    if (value instanceof Date) return value.getTime();
    if (typeof value === "string") {
      if (isWhole.has(name)) return Number(value);
      return name === SKETCH ? JSON.parse(value) : value;
    }
    if (value instanceof Uint8Array) return value.toHex();
    return value as PlainValue;
  };
  return (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(name, value)]));
}

/** The type of a column is the function that makes it, or what that has made. */
function isBigInt(type: unknown): boolean {
  const name = typeof type === "function" ? type.name : (type as { type?: { name?: string } } | undefined)?.type?.name;
  return name === "BigInt";
}
