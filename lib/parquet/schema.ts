/** How the columns of a table are described in a Parquet file. Source: Apache Parquet, `parquet.thrift` and `LogicalTypes.md`. @module */
import type { ColumnType, Table } from "../table/table.ts";
import { int32, struct, text, type Thrift, type ThriftFields } from "./thrift.ts";

/** A column that has values of its own: a plain column, or a part of a nested one. */
export interface Leaf {
  /** Names from the column down. */
  readonly path: readonly string[];
  readonly physicalType: number;
}

const PHYSICAL = { boolean: 0, int32: 1, int64: 2, double: 5, bytes: 6 } as const;
const CONVERTED = { utf8: 0, map: 1, mapEntry: 2, int16: 16 } as const;
const REPETITION = { required: 0, optional: 1, repeated: 2 } as const;

const PLAIN_TYPES = {
  instant: PHYSICAL.int64,
  integer: PHYSICAL.int64,
  real: PHYSICAL.double,
  boolean: PHYSICAL.boolean,
  text: PHYSICAL.bytes,
  json: PHYSICAL.bytes,
} as const;

const ENTRY = "key_value";

/** The leaves of a table, in the order in which their chunks stand in a row group. */
export function leavesOf(table: Table): Leaf[] {
  return Object.entries(table.columns).flatMap(([name, { type }]): Leaf[] =>
    type === "sketch"
      ? [
        { path: [name, ENTRY, "key"], physicalType: PHYSICAL.int32 },
        { path: [name, ENTRY, "value"], physicalType: PHYSICAL.int64 },
      ]
      : [{ path: [name], physicalType: PLAIN_TYPES[type] }]
  );
}

/** The elements of a schema that describe a column; a sketch is a map from bucket to count. */
export function schemaElements(name: string, type: ColumnType): ThriftFields[] {
  if (type === "sketch") return sketchElements(name);
  const base = { 1: int32(PLAIN_TYPES[type]), 3: int32(REPETITION.optional), 4: text(name) };
  if (type === "text" || type === "json") return [{ ...base, 6: int32(CONVERTED.utf8) }];
  if (type === "instant") return [{ ...base, 10: struct({ 8: utcMilliseconds() }) }];
  return [base];
}

function sketchElements(name: string): ThriftFields[] {
  const { required, repeated } = REPETITION;
  return [
    { 3: int32(required), 4: text(name), 5: int32(1), 6: int32(CONVERTED.map) },
    { 3: int32(repeated), 4: text(ENTRY), 5: int32(2), 6: int32(CONVERTED.mapEntry) },
    { 1: int32(PHYSICAL.int32), 3: int32(required), 4: text("key"), 6: int32(CONVERTED.int16) },
    { 1: int32(PHYSICAL.int64), 3: int32(required), 4: text("value") },
  ];
}

/** Without `isAdjustedToUTC` readers show the instant as it is, in UTC, and not in the zone of the machine. */
function utcMilliseconds(): Thrift {
  return struct({ 1: { type: "boolean", value: false }, 2: struct({ 1: struct({}) }) });
}
