/** The columns of tables as DuckDB stores them. @module */
import type { ColumnType } from "../table/table.ts";

/** DuckDB's type of each kind of column. */
export const SQL_TYPES = {
  instant: "TIMESTAMP",
  text: "VARCHAR",
  integer: "BIGINT",
  real: "DOUBLE",
  boolean: "BOOLEAN",
  json: "JSON",
  sketch: "MAP(SMALLINT, BIGINT)",
} as const satisfies Readonly<Record<ColumnType, string>>;
