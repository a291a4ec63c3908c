/** The columns of tables as they leave DuckDB for ClickHouse. @module */
import { quoteIdentifier, quoteLiteral } from "../../duckdb/quote.ts";
import { DAY_MS, dayOf } from "../../table/day.ts";
import type { Column, ColumnType, Table } from "../../table/table.ts";
import { clickHouseType, LOAD_COLUMNS } from "./column_type.ts";
import { fixed, lists, type NativeColumn, texts, type WriteColumn } from "./native_block.ts";

/** How values of a type leave DuckDB. */
interface Departure {
  /** The columns that they make, each by an expression over a quoted column and the way in which it is written. */
  readonly parts: readonly (readonly [expression: (column: string) => string, write: WriteColumn])[];
  /** What stands in the place of a null. */
  readonly empty: string;
}

const DEPARTURES: Readonly<Record<ColumnType, Departure>> = {
  instant: { parts: [[(column) => `epoch_ms(${column})`, fixed(8)]], empty: "0" },
  integer: { parts: [[(column) => `${column}::bigint`, fixed(8)]], empty: "0" },
  real: { parts: [[(column) => `${column}::double`, fixed(8)]], empty: "0" },
  boolean: { parts: [[(column) => `${column}::boolean`, fixed(1)]], empty: "false" },
  text: { parts: [[(column) => `${column}::varchar`, texts]], empty: "''" },
  json: { parts: [[(column) => `${column}::varchar`, texts]], empty: "''" },
  sketch: {
    parts: [
      [(column) => `map_keys(${column})::smallint[]`, lists(2)],
      [(column) => `map_values(${column})::bigint[]`, lists(8)],
    ],
    empty: "[]",
  },
};

/** Last day that a `Date` holds on every version, in days since 1970. */
const LAST_DAY = 49_000;

/** The columns of rows of a table that come with a load. */
export function nativeColumns({ time, columns }: Table, loadId: bigint): NativeColumn[] {
  const day = `least(greatest(epoch_ms(${quoteIdentifier(time)}) // ${DAY_MS}, 0), ${LAST_DAY})::usmallint`;
  return [
    { name: "day", type: LOAD_COLUMNS.day, parts: [{ expression: day, write: fixed(2) }] },
    { name: "load_id", type: LOAD_COLUMNS.load_id, parts: [{ expression: `${loadId}::ubigint`, write: fixed(8) }] },
    ...Object.entries(columns).map(([name, column]) => nativeColumn(name, column)),
  ];
}

/** The day that a row is stored under, in days since 1970; what no `Date` holds goes to its ends. */
export function partitionDay(at: number): number {
  return Math.min(Math.max(dayOf(at) / DAY_MS, 0), LAST_DAY);
}

function nativeColumn(name: string, column: Column): NativeColumn {
  const { parts, empty } = DEPARTURES[column.type];
  const quoted = quoteIdentifier(name);
  const refusal = `error(${quoteLiteral(`Cannot load a row without a value in "${name}"`)})`;
  const values = parts.map(([expressionOf, write]) => (
    { expression: `coalesce(${expressionOf(quoted)}, ${column.nullable ? empty : refusal})`, write }
  ));
  const isNull = column.nullable ? [{ expression: `${quoted} is null`, write: fixed(1) }] : [];
  return { name, type: clickHouseType(column), parts: [...isNull, ...values] };
}
