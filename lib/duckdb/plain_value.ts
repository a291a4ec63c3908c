/** DuckDB's values as the plain values that rows are made of. @module */
import {
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import type { Sketch } from "../table/table.ts";

/** A value of a row: instants are ms since 1970, whole numbers are numbers, lists are arrays, maps of buckets are sketches. */
export type PlainValue = string | number | boolean | null | Sketch | readonly PlainValue[];

/** Turns a value into a plain one; what has no plain form is shown as text. */
export function toPlain(value: DuckDBValue): PlainValue {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (typeof value === "bigint") return Number(value);
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return Number(value.micros) / 1_000;
  }
  if (value instanceof DuckDBTimestampMillisecondsValue) return Number(value.millis);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue) return value.items.map(toPlain);
  if (value instanceof DuckDBMapValue) return toSketch(value);
  return value.toString();
}

function toSketch(map: DuckDBMapValue): Sketch {
  return {
    buckets: map.entries.map((entry) => Number(entry.key)),
    counts: map.entries.map((entry) => Number(entry.value)),
  };
}
