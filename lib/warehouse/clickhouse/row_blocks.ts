/** Rows of Parquet files on their way into ClickHouse. @module */
import type { DuckDb, Parameter } from "../../duckdb/duckdb.ts";
import type { PlainValue } from "../../duckdb/plain_value.ts";
import { quoteIdentifier } from "../../duckdb/quote.ts";
import { DAY_MS, dayOf } from "../../table/day.ts";
import type { Column, Table } from "../../table/table.ts";
import { clickHouseType, LOAD_COLUMNS } from "./column_type.ts";
import { nativeBlock } from "./native_block.ts";

/** Rows a block: enough that the server writes few parts, few enough that a block of long texts fits into memory. */
const BLOCK_ROWS = 1 << 16;

/** Last day that a `Date` holds on every version, in days since 1970. */
const LAST_DAY = 49_000;

/** Rows of a table, as DuckDB finds them. */
export interface TableRows {
  readonly table: Table;
  /** DuckDB's query for them. */
  readonly rows: string;
  readonly parameters?: readonly Parameter[];
}

/** Names the columns that {@linkcode rowBlocks} fills, quoted. */
export function loadedColumns(table: Table): string[] {
  return [...Object.keys(LOAD_COLUMNS), ...Object.keys(table.columns)].map(quoteIdentifier);
}

/**
 * Streams rows as blocks for an insert.
 *
 * @param loadId the load that the rows come with
 */
export async function* rowBlocks(
  database: DuckDb,
  { table, rows, parameters = [] }: TableRows,
  loadId: bigint,
): AsyncGenerator<Uint8Array> {
  const expressions = Object.entries(table.columns).map(([name, { type }]) => plainExpression(name, type)).join(", ");
  let chunks: PlainValue[][][] = [];
  let rowCount = 0;
  for await (const chunk of database.columns(`select ${expressions} from (${rows})`, parameters)) {
    chunks.push(chunk);
    rowCount += chunk[0]!.length;
    if (rowCount < BLOCK_ROWS) continue;
    yield blockOf(table, chunks, loadId);
    [chunks, rowCount] = [[], 0];
  }
  if (rowCount > 0) yield blockOf(table, chunks, loadId);
}

/** Numbers come as doubles, which hold whole numbers up to 2^53 as the contract does, and cost no object each. */
function plainExpression(name: string, type: Column["type"]): string {
  const column = quoteIdentifier(name);
  if (type === "instant") return `epoch_ms(${column})::double`;
  if (type === "integer") return `${column}::double`;
  if (type === "json") return `${column}::varchar`;
  if (type !== "sketch") return column;
  return `'[' || map_keys(${column})::varchar || ',' || map_values(${column})::varchar || ']'`;
}

function blockOf(table: Table, chunks: readonly PlainValue[][][], loadId: bigint): Uint8Array {
  const names = Object.keys(table.columns);
  const columns = names.map((_, i) => chunks.flatMap((chunk) => chunk[i]!));
  const instants = columns[names.indexOf(table.time)]! as number[];
  const ofTable = Object.entries(table.columns).map(([name, column], i) => (
    { name, type: clickHouseType(column), values: columns[i]! }
  ));
  const id = String(loadId);
  return nativeBlock([
    { name: "day", type: LOAD_COLUMNS.day, values: instants.map(partitionDay) },
    { name: "load_id", type: LOAD_COLUMNS.load_id, values: instants.map(() => id) },
    ...ofTable,
  ]);
}

/** The day that a row is stored under, in days since 1970; what no `Date` holds goes to its ends. */
export function partitionDay(at: number): number {
  return Math.min(Math.max(dayOf(at) / DAY_MS, 0), LAST_DAY);
}
