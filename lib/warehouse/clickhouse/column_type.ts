/**
 * The columns of tables as ClickHouse stores them.
 *
 * Instants are whole milliseconds since 1970: exact on every version, while `DateTime` holds seconds and `DateTime64` is unknown before 20.1. A sketch is a pair
 * of arrays that `sumMap` adds up. Numbers of 64 bits hold all that the contract allows.
 *
 * @module
 */
import type { Column, ColumnType } from "../../table/table.ts";

const TYPES = {
  instant: "Int64",
  text: "String",
  integer: "Int64",
  real: "Float64",
  boolean: "UInt8",
  json: "String",
  sketch: "Tuple(Array(Int16), Array(Int64))",
} as const satisfies Readonly<Record<ColumnType, string>>;

/** How each table has its rows said to be of a load, before its own columns. */
export const LOAD_COLUMNS = { day: "Date", load_id: "UInt64" } as const;

/** ClickHouse's type of a column. */
export function clickHouseType({ type, nullable }: Column): string {
  return nullable ? `Nullable(${TYPES[type]})` : TYPES[type];
}
